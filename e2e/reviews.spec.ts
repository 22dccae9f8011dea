/** "Traitement des avis": filters that live in the address, a page that follows what others do, nothing typed ever lost. */
import { randomUUID } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { portal } from './pages/portal';
import { expect, test } from './support/test';

/** The British demo website: its queues are not those the story publishes from. */
const website = { id: '1c9d3f4e-7a21-4b8e-9c55-2f6e8d0a1b02', key: 'demo-maison-lune-uk-secret-key-0002' };
const basic = { authorization: `Basic ${Buffer.from(`${website.id}:${website.key}`).toString('base64')}` };

const newOrderRef = () => `E2E-${randomUUID().slice(0, 8)}`;

/** A review that waits for the daily run: it holds nobody back. */
async function submit(page: Page, orderRef: string): Promise<string> {
  const answer = await page.request.post('/api/v1/reviews', {
    headers: basic,
    data: {
      type: 'product',
      orderRef,
      product: { ref: 'vase', name: 'Vase Orion' },
      rating: 4,
      comment: 'A fine vase, well packed.',
      author: { firstName: 'Olive', lastName: 'Archer', email: 'olive@author.test' },
    },
  });
  expect(answer.status()).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

test.beforeEach(async ({ page }) => {
  await portal(page).signIn('merchant@demo.test');
  expect((await page.request.post('/api/websites/current', { data: { websiteId: website.id } })).ok()).toBe(
    true,
  );
});

test('the list is found again by its address alone, and one step back is the list before', async ({
  page,
}) => {
  const orderRef = newOrderRef();
  await submit(page, orderRef);
  await page.goto('/reviews');
  await page.getByRole('searchbox').fill(orderRef);
  await page.getByRole('checkbox', { name: '4 étoiles' }).check();
  const found = page.getByRole('row').filter({ hasText: orderRef });
  await expect(found).toHaveCount(1);
  await expect(page).toHaveURL(new RegExp(`rating=4.*q=${orderRef}`));
  const address = page.url();

  await page
    .getByRole('link', { name: /^Refusés|^En modération/ })
    .first()
    .click();
  await expect(page.getByText('Aucun avis ne correspond')).toBeVisible();
  await page.goBack();
  await expect(found).toHaveCount(1);
  await page.goto(address);
  await expect(found).toHaveCount(1);
  await expect(page.getByRole('checkbox', { name: '4 étoiles' })).toBeChecked();
  await found.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Avis de Olive Archer' })).toBeVisible();
});

test('what others do shows without reloading, and a text begun is still there', async ({ page }) => {
  const id = await submit(page, newOrderRef());
  await page.goto(`/reviews/${id}`);
  const composer = page.getByRole('textbox', { name: 'Votre réponse publique' });
  await composer.fill('Bonjour Olive, merci');
  const answer = await page.request.post(`/api/v1/reviews/${id}/replies`, {
    headers: basic,
    data: { body: 'Thank you from the shop.' },
  });
  expect(answer.ok()).toBe(true);
  const exchanges = page.getByRole('list', { name: 'Échanges sous l’avis' });
  await expect(exchanges.getByText('Thank you from the shop.')).toBeVisible();
  await expect(exchanges.getByText('Par l’API')).toBeVisible();
  await expect(composer).toHaveValue('Bonjour Olive, merci');

  await page.reload();
  await expect(composer).toHaveValue('Bonjour Olive, merci');
  await page.getByRole('button', { name: 'Envoyer la réponse' }).click();
  await page.getByRole('button', { name: 'Envoyer maintenant' }).click();
  await expect(composer).toHaveValue('');
  await expect(page.getByText('Bonjour Olive, merci')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`list and review are accessible, ${colorScheme}, down to 360 pixels`, async ({ page }) => {
    const id = await submit(page, newOrderRef());
    await page.emulateMedia({ colorScheme });
    for (const path of ['/reviews', `/reviews/${id}`]) {
      for (const width of [1440, 360]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        const { violations } = await new AxeBuilder({ page }).include('main').analyze();
        expect(violations.map(({ id: rule, nodes }) => [rule, nodes.map((node) => node.html)])).toEqual([]);
        const overflow = () =>
          page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(await overflow()).toBeLessThanOrEqual(0);
      }
    }
  });
}
