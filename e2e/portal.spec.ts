/** The portal's frame: signing in and out, one current website, language and theme, what each role sees. */
import AxeBuilder from '@axe-core/playwright';
import { portal } from './pages/portal';
import { expect, test } from './support/test';

const codesPage = '/account/integration-codes';

test.describe('a refused sign-in', () => {
  // The browser itself notes every refused request.
  test.use({ expectedErrors: [/status of 401/] });

  test('names what is missing, then what is wrong, and after many tries still takes the right password', async ({
    page,
  }) => {
    await page.goto('/');
    const enter = page.getByRole('button', { name: 'Se connecter', exact: true });
    await enter.click();
    await expect(page.getByLabel('Adresse e-mail')).toBeFocused();
    await expect(page.getByText('À remplir.')).toHaveCount(2);

    await page.getByLabel('Adresse e-mail').fill('nobody@demo.test');
    await page.getByLabel('Mot de passe', { exact: true }).fill('not-the-password');
    const wrong = page.getByText('Adresse e-mail ou mot de passe inexact.');
    for (let attempt = 1; attempt <= 12; attempt += 1) {
      const answered = page.waitForResponse((response) => response.url().includes('/callback/credentials'));
      await enter.click();
      await answered;
      await expect(wrong).toBeVisible();
      await expect(enter).not.toHaveAttribute('aria-busy', 'true');
    }
    await page.getByLabel('Adresse e-mail').fill('merchant@demo.test');
    await page.getByLabel('Mot de passe', { exact: true }).fill('demo-demo-demo');
    await enter.click();
    await expect(page.getByRole('button', { name: /Changer de site/ })).toBeVisible();
    const cookies = await page.context().cookies(new URL('/api/auth/session', page.url()).href);
    expect(cookies).toContainEqual(
      expect.objectContaining({ name: 'known-device', path: '/api/auth', httpOnly: true }),
    );
  });
});

test('one current website: chosen in the header, kept over a reload, never another merchant’s', async ({
  page,
}) => {
  await portal(page).signIn('merchant@demo.test');
  await page.goto(codesPage);
  await expect(page.getByText('1c9d3f4e-7a21-4b8e-9c55-2f6e8d0a1b01', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: /Changer de site/ }).click();
  await page.getByRole('menuitemradio', { name: /Maison Lune UK/ }).click();
  await expect(page.getByText('1c9d3f4e-7a21-4b8e-9c55-2f6e8d0a1b02', { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByText('verified-reviews.co.uk')).toBeVisible();

  const foreign = await page.request.post('/api/websites/current', {
    data: { websiteId: '1c9d3f4e-7a21-4b8e-9c55-2f6e8d0a1bff' },
  });
  expect(foreign.status()).toBe(404);
  const crossSite = await page.request.post('/api/websites/current', {
    data: { websiteId: '1c9d3f4e-7a21-4b8e-9c55-2f6e8d0a1b01' },
    headers: { origin: 'https://elsewhere.example' },
  });
  expect(crossSite.status()).toBe(403);
});

test('the secret key stays hidden until asked for, and hides again', async ({ page }) => {
  await portal(page).signIn('merchant@demo.test');
  await page.goto(codesPage);
  await expect(page.getByText('demo-maison-lune-fr-secret-key-0001')).toHaveCount(0);
  expect(await page.content()).not.toContain('demo-maison-lune-fr-secret-key-0001');
  await page.getByRole('button', { name: 'Afficher la clé' }).click();
  await expect(page.getByText('demo-maison-lune-fr-secret-key-0001')).toBeVisible();
  await page.getByRole('button', { name: 'Masquer la clé' }).click();
  await expect(page.getByText('demo-maison-lune-fr-secret-key-0001')).toHaveCount(0);
});

test('an agent sees the reviews only, in the menu and behind every address', async ({ page }) => {
  await portal(page).signIn('agent@demo.test');
  const menu = page.getByRole('navigation', { name: 'Menu principal' });
  await expect(menu.getByRole('link')).toHaveText(['Traitement des avis']);
  await page.goto(codesPage);
  await expect(page).toHaveURL(/\/reviews$/);
  expect((await page.request.post('/api/websites/secret-key')).status()).toBe(403);
});

test('language and theme are chosen once and kept', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Changer d’apparence' }).click();
  await page.getByRole('menuitemradio', { name: 'Sombre' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('button', { name: 'Changer de langue' }).click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

// No other file signs in as the agent: its sessions would end here, in the middle of something.
test('signing out everywhere ends the session of another browser too', async ({ page, browser, baseURL }) => {
  const elsewhere = await (await browser.newContext({ baseURL: baseURL ?? '', locale: 'fr-FR' })).newPage();
  await portal(elsewhere).signIn('agent@demo.test');
  await portal(page).signIn('agent@demo.test');
  await page.getByRole('button', { name: /Compte de/ }).click();
  await page.getByRole('menuitem', { name: 'Se déconnecter partout' }).click();
  await page
    .getByRole('dialog', { name: /Se déconnecter de tous/ })
    .getByRole('button', { name: 'Se déconnecter partout' })
    .click();
  await expect(page.getByLabel('Adresse e-mail')).toBeVisible();
  await elsewhere.reload();
  await expect(elsewhere.getByLabel('Adresse e-mail')).toBeVisible();
  await elsewhere.context().close();
});

test('on a narrow screen the menu is a drawer that keeps focus and gives it back', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await portal(page).signIn('merchant@demo.test');
  const opener = page.getByRole('button', { name: 'Ouvrir le menu' });
  await opener.click();
  const drawer = page.getByRole('dialog', { name: 'Menu principal' });
  await expect(drawer).toBeVisible();
  for (let step = 0; step < 8; step += 1) {
    await page.keyboard.press('Tab');
    await expect(drawer.locator(':focus')).toHaveCount(1);
  }
  await page.keyboard.press('Escape');
  await expect(opener).toBeFocused();
  await opener.click();
  await drawer.getByRole('link', { name: 'Codes d’intégration' }).click();
  await expect(page).toHaveURL(new RegExp(`${codesPage}$`));
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`sign-in and integration codes hold no accessibility fault (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const faults = async () =>
      (await new AxeBuilder({ page }).analyze()).violations.map(
        ({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`,
      );
    await page.goto('/');
    expect(await faults()).toEqual([]);
    await portal(page).signIn('merchant@demo.test');
    await page.goto(codesPage);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await faults()).toEqual([]);
  });
}

test.describe('an address that does not exist', () => {
  test.use({ expectedErrors: [/status of 404/] });

  test('answers 404 in the reader’s language, and as a problem below /api', async ({ page, request }) => {
    const answer = await page.goto('/no/such/page?lang=en');
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
    const api = await request.get('/api/no-such-route');
    expect(api.status()).toBe(404);
    expect(api.headers()['content-type']).toContain('application/problem+json');
    expect(await api.json()).toMatchObject({ code: 'not_found' });
  });
});
