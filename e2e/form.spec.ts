/** The author's side as authors meet it: on a phone and at a desk, with and without a script, in each language. */
import { randomUUID } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import { devices, type APIRequestContext, type Page } from '@playwright/test';
import { portal } from './pages/portal';
import { watchWidget, widgetHost, widgetKey } from './pages/widget';
import { mailsTo } from './support/mails';
import { expect, test } from './support/test';

/** The British demo website: its settings are not those the story works on. */
const shop = { id: '1c9d3f4e-7a21-4b8e-9c55-2f6e8d0a1b02', key: 'demo-maison-lune-uk-secret-key-0002' };
const basic = { authorization: `Basic ${Buffer.from(`${shop.id}:${shop.key}`).toString('base64')}` };

/** What each language calls the last button and the page after it. */
const languages = {
  fr: ['Envoyer mon avis', 'Merci, votre avis est enregistré'],
  en: ['Send my review', 'Thank you, your review is saved'],
  es: ['Enviar mi opinión', 'Gracias, su opinión ha quedado registrada'],
  it: ['Invia la recensione', 'Grazie, la recensione è stata registrata'],
  de: ['Bewertung absenden', 'Danke, Ihre Bewertung ist gespeichert'],
} as const;
const typed = '<script>alert(1)</script> مرحبا 👩‍👩‍👧 =1+1';

async function placeOrder(request: APIRequestContext, locale: string) {
  const mark = randomUUID().slice(0, 8);
  const email = `nora.${mark}@author.test`;
  const response = await request.post('/api/v1/orders', {
    headers: basic,
    data: {
      orderRef: `FORM-${mark}`,
      orderDate: new Date(Date.now() - 9 * 86_400_000).toISOString(),
      locale,
      customer: { firstName: 'Nora', lastName: 'Sallé', email },
      products: [{ ref: 'vase', name: 'Vase <b>Orion</b> 🏺' }],
    },
  });
  expect(response.status()).toBe(201);
  return { email, url: ((await response.json()) as { reviewUrl: string }).reviewUrl };
}

/** By names of fields: the same in every language. */
const form = (page: Page) => ({
  rate: (rating: number, about = 'brand') =>
    page.locator(`input[name="${about}.rating"][value="${rating}"]`).check({ force: true }),
  comment: page.locator('textarea[name="brand.comment"]'),
  finish: async () => {
    await page.locator('input[name="displayName"][value="initial"]').check({ force: true });
    await page.locator('input[name="consent"]').check();
    await page.locator('#review-form button[type=submit]').click();
  },
});

const viewports = { phone: devices['iPhone 13'].viewport, desk: { width: 1440, height: 900 } };

for (const hasScript of [true, false]) {
  test.describe(hasScript ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled: hasScript });
    for (const [index, [locale, [send, thanks]]] of Object.entries(languages).entries()) {
      // Each language is seen on both, once with a script and once without.
      const place = (index % 2 === 0) === hasScript ? 'phone' : 'desk';
      test(`${locale}, ${place}: from the link to the page after`, async ({ page, request }) => {
        await page.setViewportSize(viewports[place]);
        const { url } = await placeOrder(request, locale);
        const outside: string[] = [];
        page.on('request', (seen) => {
          if (!seen.url().startsWith(new URL(url).origin)) outside.push(seen.url());
        });
        await page.goto(url);
        await expect(page.locator('html')).toHaveAttribute('lang', locale);
        await expect(page.getByRole('button', { name: send })).toBeVisible();
        const wide = await page.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth);
        expect(wide).toBeLessThanOrEqual(0);
        const { rate, comment, finish } = form(page);
        await rate(5);
        await rate(4, 'products.0');
        await comment.fill(typed);
        await finish();
        await expect(page.getByRole('heading', { name: thanks })).toBeVisible();
        // Nothing of the author's is on this page, and no way to it: the link to follow the review is mailed.
        await expect(page.locator('main a[href^="/r/"]')).toHaveCount(0);
        await expect(page.getByText(typed)).toHaveCount(0);
        await page.locator('main form button').click();
        await expect(page.getByRole('status')).toBeVisible();
        expect(outside).toEqual([]);
      });
    }
  });
}

test('a form that comes back without script has kept every word and names what is missing', async ({
  browser,
  request,
  baseURL,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? '' });
  const page = await context.newPage();
  await page.goto((await placeOrder(request, 'fr')).url);
  const { comment } = form(page);
  await comment.fill('x'.repeat(5000));
  await page.locator('#review-form button[type=submit]').click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(comment).toHaveValue('x'.repeat(5000));
  expect(await page.getByRole('alert').getByRole('link').count()).toBe(3);
  await context.close();
});

test.describe('with the chat switched on', () => {
  test.describe.configure({ mode: 'serial' });

  test('nothing leaves for a third party before the rating that calls for it; words survive a reload', async ({
    page,
    request,
  }) => {
    await switchChatOn(page);
    await page.setViewportSize(viewports.phone);
    const widget = await watchWidget(page);
    await page.goto((await placeOrder(request, 'en')).url);
    const { rate, comment, finish } = form(page);
    await rate(5);
    const kept = page.waitForResponse((answer) => answer.url().includes('/draft') && answer.ok());
    await comment.fill('Half a thought');
    await kept;
    await page.reload();
    await expect(comment).toHaveValue('Half a thought');
    expect(widget.outside).toEqual([]);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);

    await rate(1);
    await expect.poll(() => widget.calls()).toContain('messenger open');
    expect(await widget.calls()).toEqual(expect.arrayContaining(['messenger:set conversationTags']));
    await rate(4);
    await expect.poll(() => widget.calls()).toContain('messenger close');
    expect(widget.outside.every((url) => new URL(url).hostname === widgetHost)).toBe(true);
    await finish();
    await expect(page.getByRole('heading', { name: languages.en[1] })).toBeVisible();
  });

  test('a blocked script is never noticed', async ({ page, request, expectedErrors }) => {
    expectedErrors.push(/ERR_FAILED|ERR_BLOCKED/);
    await page.route(`https://${widgetHost}/**`, (route) => route.abort());
    await page.goto((await placeOrder(request, 'en')).url);
    const { rate, comment, finish } = form(page);
    const asked = page.waitForRequest((seen) => new URL(seen.url()).hostname === widgetHost);
    await rate(1);
    await asked;
    await comment.fill('Late parcel');
    await finish();
    await expect(page.getByRole('heading', { name: languages.en[1] })).toBeVisible();
  });
});

test('an author erases everything by the mailed link; the old link says that it is gone', async ({
  page,
  request,
  expectedErrors,
}) => {
  expectedErrors.push(/status of 410/);
  const { url, email } = await placeOrder(request, 'en');
  await page.goto(url);
  await page.getByRole('link', { name: 'Erase my data' }).click();
  await page.getByLabel('Your e-mail address').fill(email);
  await page.getByRole('button', { name: 'Get the link' }).click();
  await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeVisible();
  const links = async () =>
    (await mailsTo(email)).flatMap(({ text }) => /https?:\/\/\S+\/erasure\/[\w.-]+/.exec(text)?.[0] ?? []);
  await expect.poll(async () => (await links()).length, { timeout: 30_000 }).toBe(1);
  await page.goto(`${(await links())[0]}?lang=en`);
  await expect(page.getByText(email)).toBeVisible();
  await page.getByRole('button', { name: 'Erase for good' }).click();
  await expect(page.getByRole('heading', { name: 'Your data is erased' })).toBeVisible();
  const gone = await page.goto(url);
  expect(gone?.status()).toBe(410);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('410')).toBeVisible();
});

/** By the portal's own address, as the chat card does; whoever saved before is saved over. */
async function switchChatOn(page: Page) {
  await portal(page).signIn('merchant@demo.test');
  const origin = { origin: new URL(page.url()).origin };
  await page.request.post('/api/websites/current', { headers: origin, data: { websiteId: shop.id } });
  const save = (version: number) =>
    page.request.put('/api/applications/zendesk/chat', {
      headers: origin,
      data: {
        isEnabled: true,
        accountKey: widgetKey,
        kind: 'messaging',
        maxRating: 2,
        hasTags: true,
        version,
      },
    });
  const first = await save(1);
  if (first.status() === 409) {
    const { params } = (await first.json()) as { params: { version: number } };
    expect((await save(params.version)).ok()).toBe(true);
  }
}
