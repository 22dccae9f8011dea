/** The widgets on a shop's own page: another origin, a strict policy, readers with and without script. */
import AxeBuilder from '@axe-core/playwright';
import { portal } from './pages/portal';
import { openShop, pagesWithShopFile, type Shop } from './support/shop';
import { expect, test } from './support/test';

const websiteId = '1c9d3f4e-7a21-4b8e-9c55-2f6e8d0a1b01';

/** A shop's page in plain HTML, far enough down for what is lazy to be lazy. */
function shopPage(origin: string): string {
  const widget = (attributes: string) =>
    `<verified-reviews ${attributes}><a href="${origin}/certificate/${websiteId}">Avis sur Maison Lune</a></verified-reviews>`;
  return `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Boutique</title><main><h1>Boutique</h1>
    ${widget('view="badge"')}<h2>Produit</h2>${widget('view="stars" product="inconnu"')}
    <h2>Avis</h2>${widget('view="carousel" limit="5"')}
    <div id="gap"></div><h2>Tous les avis</h2>${widget('view="list" limit="3" lang="en"')}</main>
    <link rel="stylesheet" href="/shop.css"><script src="${origin}/widget/${websiteId}.js" defer></script></html>`;
}

let server: Shop;
let shop: string;

test.beforeAll(async ({ baseURL }) => {
  const origin = baseURL ?? '';
  // No inline script or style at all: the widget must not need them.
  const policy = `default-src 'none'; script-src ${origin}; connect-src ${origin}; style-src 'self'`;
  server = await openShop({
    '/': { type: 'text/html', body: shopPage(origin), policy },
    '/shop.css': { type: 'text/css', body: '#gap { height: 4000px }' },
  });
  shop = server.url;
});
test.afterAll(() => server.close());

test('draw in the shop’s page from one script, lazily, with no cookie and no third host', async ({
  page,
  context,
  baseURL,
}) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(shop);
  const badge = page.locator('verified-reviews[view=badge]');
  await expect(badge.getByRole('link', { name: /avis en 12 mois/ })).toBeVisible();
  await expect(badge.getByRole('img', { name: /sur 5/ })).toBeVisible();
  await expect(page.locator('[view=stars]').getByText('En cours d’évaluation')).toBeVisible();
  await expect(page.locator('[view=carousel]').getByRole('listitem')).toHaveCount(5);

  const isList = (url: string) => url.includes('lang=en');
  expect(requests.filter(isList)).toEqual([]);
  const list = page.locator('[view=list]');
  await list.scrollIntoViewIfNeeded();
  await expect(list.getByRole('listitem')).toHaveCount(3);
  await list.getByRole('button', { name: 'Show more reviews' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(6);
  await expect(list.getByRole('listitem').nth(3)).toBeFocused();

  const hosts = new Set(requests.map((url) => new URL(url).origin));
  expect(hosts).toEqual(new Set([new URL(shop).origin, baseURL]));
  expect(await context.cookies()).toEqual([]);
});

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 360, height: 740 },
]) {
  test(`are accessible and fit at ${viewport.width} pixels`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await page.goto(shop);
    await page.locator('[view=list]').scrollIntoViewIfNeeded();
    await expect(page.locator('[view=list]').getByRole('listitem')).toHaveCount(3);
    await expect(page.locator('[view=carousel]').getByRole('listitem')).toHaveCount(5);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
      [],
    );
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  });
}

test('turn the carousel by its arrows', async ({ page }) => {
  await page.goto(shop);
  const carousel = page.locator('[view=carousel]');
  const first = carousel.getByRole('listitem').first();
  await expect(first).toBeInViewport();
  await carousel.getByRole('button', { name: 'Avis suivants' }).click();
  await expect(first).not.toBeInViewport();
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });
  test('leave the link to the certificate', async ({ page, baseURL }) => {
    await page.goto(shop);
    const link = page
      .locator('verified-reviews[view=badge]')
      .getByRole('link', { name: 'Avis sur Maison Lune' });
    await expect(link).toHaveAttribute('href', `${baseURL}/certificate/${websiteId}`);
  });
});

test('are picked, seen and copied in the portal', async ({ page }) => {
  await portal(page).signIn('merchant@demo.test');
  await page.getByRole('link', { name: 'Widgets' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Widgets' })).toBeVisible();
  const preview = page.locator('verified-reviews');
  await expect(preview.getByRole('link', { name: /avis en 12 mois/ })).toBeVisible();
  await page.getByRole('radio', { name: 'Liste' }).click();
  await expect(preview.getByRole('listitem')).toHaveCount(4);
  await page.getByRole('radio', { name: 'Sombre' }).click();
  await page.getByLabel('Couleur d’accent').fill('#ffb4c6');
  await expect(
    page.getByText('<verified-reviews view="list" theme="dark" style="--vr-accent: #ffb4c6">'),
  ).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
});

test.describe('in a file of the shop’s own', () => {
  let pages: Shop;
  test.beforeAll(async ({ baseURL }) => {
    pages = await openShop(await pagesWithShopFile(baseURL ?? '', websiteId));
  });
  test.afterAll(() => pages.close());

  const drawnOn = [
    'bundle',
    'late',
    'module',
    'unnamed',
    'twice',
    'noSheets',
    'noSheetsNonce',
    'sheetsPolicy',
  ];
  for (const name of drawnOn) {
    test(`draw on the page “${name}”, asking the product, and what stands after them runs`, async ({
      page,
      baseURL,
    }) => {
      const asked: string[] = [];
      page.on('request', (request) => request.url().includes('.json') && asked.push(request.url()));
      await page.goto(`${pages.url}${name}`);
      const link = page.locator('verified-reviews').getByRole('link', { name: /avis en 12 mois/ });
      await expect(link).toBeVisible();
      await expect(link).toHaveCSS('border-top-width', '1px');
      expect(await page.evaluate(() => Reflect.get(window, 'afterWidget') as unknown)).toBe(true);
      expect(asked).toEqual([`${baseURL}/widget/${websiteId}.json?limit=0`]);
    });
  }

  test('leave what stands inside where no style may apply', async ({ page, expectedErrors }) => {
    expectedErrors.push(/style/i);
    // Said by the browser when the widget tries to draw.
    const refused = page.waitForEvent('console', (message) => /style/i.test(message.text()));
    await page.goto(`${pages.url}noStyle`);
    await refused;
    await expect(page.getByRole('link', { name: 'fallback' })).toBeVisible();
    await expect(page.locator('verified-reviews').getByRole('link', { name: /avis en 12 mois/ })).toHaveCount(
      0,
    );
    expect(await page.evaluate(() => Reflect.get(window, 'afterWidget') as unknown)).toBe(true);
  });
});
