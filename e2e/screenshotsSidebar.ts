/**
 * Makes the pictures of the sidebar's page in docs/ from a running product with demo data: `npm start`, then
 * `npm run screenshots:sidebar`; axe looks at each state first. Addresses: E2E_APP_URL (default http://localhost:3000), E2E_PRACTICE_URL (http://127.0.0.1:4000).
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type FrameLocator, type Page } from '@playwright/test';
import { emailOf, looks, type Look } from './sidebar/looks';
import { faults } from './sidebar/stage';
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

/** The first of its kind is the one that nothing holds, where the account's queue is empty. */
async function makeTicket(page: Page, shop: Shop, { name, review }: Look, order: string) {
  const author = { ...review.author, email: emailOf(review.author) };
  const id = await submitReview(page.request, places, shop, {
    ...{
      ...review,
      author,
      orderRef: `LUNE-${order}`,
      rating: name === 'light-fr' ? 1 : 2,
      orderDate: '2026-11-01',
    },
  });
  return { id, ticketId: await ticketOf(page.request, places, shop, id) };
}

type Open = {
  page: Page;
  panel: FrameLocator;
  shoot: (state: string) => Promise<void>;
  close: () => Promise<void>;
};

/** No picture of a state that axe finds a fault in. */
async function refuseFaults(page: Page, state: string): Promise<void> {
  const found = await faults(page);
  if (found.length > 0) throw new Error(`${state}: ${found.join('\n')}`);
}

/** One ticket in one look; `state` names the picture. */
async function open(browser: Browser, look: Look, ticketId: string, who?: string): Promise<Open> {
  const { locale, agentLocale, colorScheme, name } = look;
  const context = await browser.newContext({
    ...{ locale, colorScheme, timezoneId: 'Europe/Paris', viewport: { width: 1440, height: 2400 } },
  });
  // The panel speaks the agent's language, whatever the browser's.
  const agent = who ?? (name === 'light-fr' ? 'camille' : 'sam');
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
    await refuseFaults(page, file);
    await page.locator('iframe').first().screenshot({ path: file, animations: 'disabled' });
    process.stdout.write(`${file}\n`);
  };
  return { page, panel, shoot, close: () => context.close() };
}

async function answer({ page, panel }: Open, { words }: Look): Promise<void> {
  await panel.getByRole('button', { name: words.reply.insert }).click();
  // Said once the text is in the composer.
  await page.locator('.toast').first().waitFor();
  await page.locator('input[name=visibility][value=public]').check();
  await page.locator('form[data-part=composer] button').last().click();
  await panel.locator('.thread li').first().waitFor({ timeout: 60_000 });
}

async function shootPublished(browser: Browser, look: Look, ticketId: string): Promise<void> {
  const opened = await open(browser, look, ticketId);
  const { panel, shoot } = opened;
  const { publish } = look.words;
  await answer(opened, look);
  await panel.getByRole('button', { name: publish.action, exact: true }).click();
  await shoot('publish');
  await panel.getByRole('button', { name: publish.confirm }).click();
  await panel.locator('.tag.published').waitFor();
  await shoot('published');
  await opened.close();
}

async function shootReported(browser: Browser, look: Look, ticketId: string): Promise<void> {
  const opened = await open(browser, look, ticketId);
  const { panel, shoot } = opened;
  const { hide, report } = look.words;
  await answer(opened, look);
  await panel.getByRole('button', { name: hide.hide }).click();
  await panel.locator('[role=status] .note').waitFor();
  await shoot('hidden');
  await panel.getByRole('button', { name: report.action, exact: true }).click();
  await panel.locator('input[name=reason]').first().waitFor();
  await panel.locator('fieldset[aria-busy=true]').waitFor({ state: 'detached' });
  await shoot('report');
  await panel.locator('input[value=off_topic]').check();
  await panel.getByRole('button', { name: report.send }).click();
  await panel.locator('.tag.reported').waitFor();
  await shoot('reported');
  await opened.close();
}

/** A review, and one that waits behind it. */
async function shootReview(browser: Browser, look: Look, ticketId: string, held: string): Promise<void> {
  const first = await open(browser, look, ticketId);
  await first.shoot('review');
  await first.close();
  const second = await open(browser, look, held);
  await second.shoot('held');
  await second.close();
}

type Tickets = { ticketId: string; strange: string; second: string };

/** States that need no ticket of their own: nothing known, turned away, loading, nothing answers. */
async function shootEdges(
  browser: Browser,
  look: Look,
  { ticketId, strange, second }: Tickets,
): Promise<void> {
  const wrong = await open(browser, look, strange);
  await wrong.panel.locator('.chain').waitFor();
  await wrong.shoot('wrong');
  await wrong.panel.locator('input[name=q]').fill(emailOf(look.review.author));
  await wrong.panel.locator('form[role=search] button').click();
  await wrong.panel.locator('.lines li').first().waitFor();
  await wrong.shoot('search');
  await wrong.close();

  const repair = await open(browser, look, second, 'admin');
  await repair.panel.getByRole('button', { name: look.words.wrong.repair }).waitFor();
  await repair.shoot('repair');
  await repair.close();

  const written = await open(browser, look, 'new');
  await written.shoot('new');
  await written.close();

  const kept = await open(browser, look, ticketId);
  const unseen = { json: { kind: 'unseen', isAdmin: false }, headers: { etag: '"unseen"' } };
  await kept.page.route('**/api/zendesk/sidebar/panel*', (route) => route.fulfill(unseen));
  await kept.panel.getByText(look.words.wrong.unseen).waitFor();
  await kept.shoot('unseen');
  await kept.close();

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
  await refuseFaults(page, 'loading');
  await page.screenshot({ path: join(folder, `loading-${name}.png`), animations: 'disabled' });
  await page.close();
  const turned = await context.newPage();
  await turned.setContent(`<form method="post" action="${held}"><input name="token" value="forged"></form>`);
  await turned.locator('form').evaluate((form) => (form as HTMLFormElement).submit());
  await turned.locator('[role=alert] .note').waitFor();
  await refuseFaults(turned, 'refused');
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
  const run = Date.now().toString().slice(-6);
  for (const look of looks) {
    const make = (order: string) => makeTicket(merchant, shop, look, `${run}-${order}`);
    const first = await make('1');
    const next = await make('2');
    await shootReview(browser, look, first.ticketId, next.ticketId);
    await shootPublished(browser, look, first.ticketId);
    await shootReported(browser, look, next.ticketId);
    const { author } = look.review;
    const requester = { name: `${author.firstName} ${author.lastName}`, email: emailOf(author) };
    const strange = await createTicket(merchant.request, places, 'Où est ma facture ?', { requester });
    const external_id = `verified-reviews:${next.id}`;
    const second = await createTicket(merchant.request, places, 'Fusion', { requester, external_id });
    await shootEdges(browser, look, { ticketId: next.ticketId, strange, second });
  }
} finally {
  await browser.close();
}
