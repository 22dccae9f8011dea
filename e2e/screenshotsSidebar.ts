/**
 * Makes the pictures of the sidebar's page in docs/ from a running product with demo data: `npm start`, then
 * `npm run screenshots:sidebar`. Addresses: E2E_APP_URL (default http://localhost:3000), E2E_PRACTICE_URL (http://127.0.0.1:4000).
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type FrameLocator, type Page } from '@playwright/test';
import { findBrowser } from './support/chromium';
import { environment } from './support/environment';
import {
  connectShop,
  createTicket,
  installApp,
  openTicket,
  signInMerchant,
  submitReview,
  ticketOf,
  type Places,
  type Shop,
} from './support/sidebarApp';
import { control } from './zendesk/control';

const places: Places = {
  appUrl: environment.E2E_APP_URL ?? 'http://localhost:3000',
  practiceUrl: environment.E2E_PRACTICE_URL ?? 'http://127.0.0.1:4000',
  account: 'boutique-fr',
};
const folder = 'docs/images/sidebar';
/** The panel as it fits beside a ticket. */
const width = 320;

const looks = [
  { name: 'light-fr', locale: 'fr-FR', agentLocale: 'fr', colorScheme: 'light' },
  { name: 'dark-en', locale: 'en-GB', agentLocale: 'en-US', colorScheme: 'dark' },
] as const;
type Look = (typeof looks)[number];

const words = {
  'light-fr': {
    publish: 'Publier',
    cancel: 'Annuler',
    report: 'Signaler',
    hide: 'Masquer les échanges',
    send: 'Envoyer le signalement',
  },
  'dark-en': {
    publish: 'Publish',
    cancel: 'Cancel',
    report: 'Report',
    hide: 'Hide the exchanges',
    send: 'Send the report',
  },
};

const comment =
  'Colis arrivé ouvert et service client injoignable. Écrivez-moi à camille@example.test, je veux un remboursement.';

async function makeTicket(page: Page, shop: Shop, name: string): Promise<string> {
  const review = {
    type: 'brand',
    orderRef: `LUNE-${name}-${Date.now()}`,
    rating: 1,
    comment,
    author: { firstName: 'Camille', lastName: 'Durand', email: 'camille@example.test', locale: 'fr' },
    orderDate: '2026-11-01',
    // Older than what waits already, so that nothing holds it.
    submittedAt: new Date(Date.now() - 6.8 * 86_400_000).toISOString(),
  };
  const id = await submitReview(page.request, places, shop, review);
  return ticketOf(page.request, places, shop, id);
}

type Open = {
  page: Page;
  panel: FrameLocator;
  shoot: (state: string) => Promise<void>;
  close: () => Promise<void>;
};

/** One ticket in one look; `state` names the picture. */
async function open(browser: Browser, look: Look, ticketId: string): Promise<Open> {
  const { locale, agentLocale, colorScheme, name } = look;
  const context = await browser.newContext({
    ...{ locale, colorScheme, timezoneId: 'Europe/Paris', viewport: { width: 1440, height: 2400 } },
  });
  // The panel speaks the agent's language, whatever the browser's.
  const agent = name === 'light-fr' ? 'camille' : 'sam';
  await control(places.practiceUrl).changeUser(places.account, `${agent}@${places.account}.test`, {
    locale: agentLocale,
  });
  context.setDefaultTimeout(60_000);
  const page = await openTicket(context, places, agent, ticketId);
  const panel = page.locator('iframe').first().contentFrame();
  await panel.locator('main:not([aria-busy=true])').waitFor();
  const shoot = async (state: string) => {
    // Zendesk's own messages would lie over the panel.
    await page.locator('.notices').evaluate((notices) => notices.replaceChildren());
    await page.mouse.move(0, 0);
    const file = join(folder, `${state}-${name}.png`);
    await page.locator('iframe').first().screenshot({ path: file, animations: 'disabled' });
    process.stdout.write(`${file}\n`);
  };
  return { page, panel, shoot, close: () => context.close() };
}

async function answer({ page, panel }: Open): Promise<void> {
  await panel.locator('select').waitFor();
  await page.locator('input[name=visibility][value=public]').check();
  await page.locator('textarea[name=body]').fill('Bonjour Camille, votre colis repart demain.');
  await page.locator('form[data-part=composer] button').last().click();
  await panel.locator('.thread li').first().waitFor({ timeout: 60_000 });
}

async function shootReview(browser: Browser, look: Look, ticketId: string): Promise<void> {
  const opened = await open(browser, look, ticketId);
  const { panel, shoot } = opened;
  const say = words[look.name];
  await shoot('review');
  const publish = panel.getByRole('button', { name: say.publish, exact: true });
  if (await publish.isVisible()) {
    await publish.click();
    await shoot('publish');
    await panel.getByRole('button', { name: say.cancel }).click();
  }
  await answer(opened);
  await panel.getByRole('button', { name: say.hide }).click();
  await panel.locator('[role=status] .note').waitFor();
  await shoot('hidden');
  await panel.getByRole('button', { name: say.report, exact: true }).click();
  await panel.locator('input[name=reason]').first().waitFor();
  await panel.locator('fieldset[aria-busy=true]').waitFor({ state: 'detached' });
  await shoot('report');
  await panel.locator('input[value=off_topic]').check();
  await panel.getByRole('button', { name: say.send }).click();
  await panel.locator('.tag.reported').waitFor();
  await shoot('reported');
  await opened.close();
}

/** States that need no ticket of their own: nothing known, turned away, loading, nothing answers. */
async function shootEdges(browser: Browser, look: Look, ticketId: string, strange: string): Promise<void> {
  const wrong = await open(browser, look, strange);
  await wrong.panel.locator('.chain').waitFor();
  await wrong.shoot('wrong');
  await wrong.panel.locator('input[name=q]').fill('camille@example.test');
  await wrong.panel.locator('form[role=search] button').click();
  await wrong.panel.locator('.lines li').first().waitFor();
  await wrong.shoot('search');
  await wrong.close();

  const lost = await open(browser, look, ticketId);
  await lost.page.route('**/api/zendesk/sidebar/panel*', (route) => route.abort());
  await lost.panel.locator('[role=alert] .note').waitFor({ timeout: 30_000 });
  await lost.shoot('offline');
  await lost.close();

  const { locale, colorScheme, name } = look;
  const context = await browser.newContext({ locale, colorScheme, viewport: { width, height: 560 } });
  const page = await context.newPage();
  const held = `${places.appUrl}/zendesk/sidebar?origin=${encodeURIComponent('https://example.zendesk.com')}&app_guid=x`;
  await page.route('**/zaf_sdk*', () => undefined);
  await page.goto(held, { waitUntil: 'commit' });
  await page.locator('.skeleton').waitFor();
  await page.screenshot({ path: join(folder, `loading-${name}.png`), animations: 'disabled' });
  await page.close();
  const turned = await context.newPage();
  await turned.setContent(`<form method="post" action="${held}"><input name="token" value="forged"></form>`);
  await turned.locator('form').evaluate((form) => (form as HTMLFormElement).submit());
  await turned.locator('[role=alert] .note').waitFor();
  await turned.screenshot({ path: join(folder, `refused-${name}.png`), animations: 'disabled' });
  await context.close();
}

await mkdir(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: findBrowser().executablePath,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  const merchant = await (await browser.newContext({ baseURL: places.appUrl, locale: 'fr-FR' })).newPage();
  await signInMerchant(merchant);
  const shop = await connectShop(merchant, places);
  await installApp(merchant, places, shop, 'Verified-Reviews FR', 'avis-verifies.com');
  for (const look of looks) {
    const ticketId = await makeTicket(merchant, shop, look.name.toUpperCase());
    await shootReview(browser, look, ticketId);
    const strange = await createTicket(merchant.request, places, 'Où est ma facture ?');
    await shootEdges(browser, look, ticketId, strange);
  }
} finally {
  await browser.close();
}
