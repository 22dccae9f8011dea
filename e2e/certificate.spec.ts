/** The certificate as anybody reads it: without a script, on a phone and a desk, in each language; and what readers report. */
import { randomUUID } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/test';

const french = '/certificate/1c9d3f4e-7a21-4b8e-9c55-2f6e8d0a1b01';
/** The British demo website: its reviews are not those the story works on. */
const british = { id: '1c9d3f4e-7a21-4b8e-9c55-2f6e8d0a1b02', key: 'demo-maison-lune-uk-secret-key-0002' };
const basic = { authorization: `Basic ${Buffer.from(`${british.id}:${british.key}`).toString('base64')}` };

const ratingsOf = async (page: Page) =>
  (await page.getByRole('article').getByRole('img').all()).length === 0
    ? []
    : Promise.all(
        (await page.getByRole('article').getByRole('img').all()).map(async (stars) =>
          Number((await stars.getAttribute('aria-label'))?.slice(0, 1)),
        ),
      );

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('sorts, filters and pages by links, each saying what is shown', async ({ page }) => {
    await page.goto(french);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Maison Lune');
    await page.getByRole('link', { name: 'Les moins bien notés' }).click();
    const lowest = await ratingsOf(page);
    expect(lowest).toEqual([...lowest].sort((a, b) => a - b));
    await expect(page.getByText(/^De la note la plus basse à la meilleure/)).toBeVisible();
    await page.getByRole('link', { name: /^5 ★/ }).click();
    expect(new Set(await ratingsOf(page))).toEqual(new Set([5]));
    await page.getByRole('link', { name: 'Toutes' }).click();
    await page.getByRole('link', { name: 'Page suivante' }).click();
    await expect(page.getByRole('link', { name: 'Revenir au début' })).toBeVisible();
  });

  test('takes a reader’s report, which is a case of the moderation team', async ({
    page,
    browser,
    baseURL,
  }) => {
    const words = `Publicité déguisée ${randomUUID().slice(0, 8)} <b>مرحبا</b> 🌒`;
    await page.goto(french);
    await page
      .getByRole('link', { name: /^Signaler un abus/ })
      .last()
      .click();
    await page.getByLabel('Motif').selectOption('promo_spam');
    await page.getByLabel('Ce qui enfreint les règles').fill(words);
    await page.getByRole('button', { name: 'Envoyer' }).click();
    await expect(page.getByRole('heading', { name: 'Merci, c’est envoyé' })).toBeVisible();

    const team = await browser.newPage({ baseURL: baseURL ?? '', javaScriptEnabled: true, locale: 'fr-FR' });
    await team.goto('/');
    await team.getByLabel('Adresse e-mail').fill('moderator@demo.test');
    await team.getByLabel('Mot de passe', { exact: true }).fill('demo-demo-demo');
    await team.getByRole('button', { name: 'Se connecter', exact: true }).click();
    await team.waitForURL('**/moderation');
    await team
      .getByRole('link', { name: /Alerte d’un lecteur/ })
      .last()
      .click();
    await expect(team.getByText(words)).toBeVisible();
    await team.getByText('Écarter l’alerte').click();
    await team.getByLabel('Exposé des motifs').fill('Rien de tel dans cet avis.');
    await team.getByRole('button', { name: 'Enregistrer la décision' }).click();
    await expect(team.getByText(/Décision enregistrée/).first()).toBeVisible();
    await team.close();
  });
});

test('shows a reply with the very next look, to readers who had the page before', async ({ page }) => {
  const path = `/certificate/${british.id}`;
  const first = await page.request.get('/api/v1/reviews?status=published&type=brand&limit=1', {
    headers: basic,
  });
  const { items } = (await first.json()) as { items: { id: string }[] };
  const body = `Thank you from the shop ${randomUUID()}`;
  await page.goto(path);
  await expect(page.getByText(body)).toHaveCount(0);
  const address = `/api/v1/reviews/${items[0]?.id}/replies`;
  const reply = await page.request.post(address, { headers: basic, data: { body } });
  expect(reply.status()).toBe(201);
  await page.goto(path);
  await expect(page.getByText(body)).toBeVisible();
});

test('speaks five languages, each with its own words and direction of dates', async ({ page }) => {
  const headings = new Set<string>();
  for (const lang of ['fr', 'en', 'es', 'it', 'de']) {
    await page.goto(`${french}?lang=${lang}`);
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    headings.add(await page.getByRole('heading', { level: 1 }).innerText());
  }
  expect(headings.size).toBe(5);
});

test('carries structured data that says what the page says, and a picture for shared links', async ({
  page,
}) => {
  await page.goto(`${french}?lang=fr`);
  const text = (await page.locator('script[type="application/ld+json"]').textContent()) ?? '';
  const data = JSON.parse(text) as {
    name: string;
    aggregateRating: { ratingValue: number };
    review: object[];
  };
  expect(data.name).toBe('Maison Lune');
  const shown = await page
    .getByRole('img', { name: /sur 5$/ })
    .first()
    .getAttribute('aria-label');
  expect(shown).toContain(data.aggregateRating.ratingValue.toFixed(1).replace('.', ','));
  expect(data.review).toHaveLength(await page.getByRole('article').count());
  const image = await page.locator('meta[property="og:image"]').getAttribute('content');
  const picture = await page.request.get(new URL(image ?? '').pathname);
  expect(picture.headers()['content-type']).toBe('image/png');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`at 360 pixels, ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width: 360, height: 740 } });

    const expectGood = async (page: Page, look = new AxeBuilder({ page })) => {
      const { violations } = await look.analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
        [],
      );
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    };

    test('the certificate is accessible and fits', async ({ page }) => {
      await page.goto(french);
      await expectGood(page);
    });

    test('the report page is accessible and fits', async ({ page }) => {
      await page.goto(french);
      await page
        .getByRole('link', { name: /^Signaler un abus/ })
        .first()
        .click();
      await expect(page.getByLabel('Motif')).toBeVisible();
      await expectGood(page);
    });

    test('the API page is accessible and fits', async ({ page }) => {
      await page.goto('/docs/api');
      // All operations are drawn alike: the first two stand for the rest.
      await expectGood(page, new AxeBuilder({ page }).exclude('main > section:nth-of-type(n + 4)'));
    });
  });
}
