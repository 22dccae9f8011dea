/**
 * The panel beside a ticket, in the practice Zendesk with its real protocol: the script it loads over an empty page of the same
 * build, what a second opening still fetches, and how long until an agent can act with a processor four times slower.
 */
import { chromium, type Browser, type BrowserContext, type Frame } from '@playwright/test';
import bringUp from '../e2e/support/product.setup';
import { findBrowser } from '../e2e/support/chromium';
import { environment } from '../e2e/support/environment';
import {
  connectShop,
  installApp,
  openTicket,
  signInMerchant,
  submitReview,
  ticketOf,
  type Places,
} from '../e2e/support/sidebarApp';
import { median } from './measure';
import type { Result } from './results';

const limits = { scriptBytes: 45 * 1024, interactiveMs: 1_000 };
const processorSlowdown = 4;
const openings = 5;

type Opening = { interactiveMs: number; scriptBytes: number; fetchedBytes: number };

/** Noted in the panel's own frame: the first moment an agent can press something. */
function watchInteractive(): void {
  const seen = { interactiveMs: 0 };
  Object.assign(window, { seen });
  new MutationObserver(() => {
    if (seen.interactiveMs === 0 && document.querySelector('main button, main select'))
      seen.interactiveMs = performance.now();
  }).observe(document, { childList: true, subtree: true });
}

/** Own script only: the SDK is Zendesk's, and its size is not told across origins. */
function readOpening(): Opening {
  const scripts = performance
    .getEntriesByType('resource')
    .map((entry) => entry as PerformanceResourceTiming)
    .filter(({ name }) => name.startsWith(location.origin) && name.includes('.js'));
  // No named function in here: what the bundler adds to keep its name is not there in the browser.
  return {
    interactiveMs: (window as unknown as { seen: { interactiveMs: number } }).seen.interactiveMs,
    scriptBytes: scripts.reduce((all, { encodedBodySize }) => all + encodedBodySize, 0),
    fetchedBytes: scripts.reduce((all, { transferSize }) => all + transferSize, 0),
  };
}

async function open(
  context: BrowserContext,
  places: Places,
  ticketId: string,
  agent: string,
): Promise<Opening> {
  const page = await openTicket(context, places, agent, ticketId);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: processorSlowdown });
  await page.reload();
  const isPanel = (frame: Frame) => frame.url().startsWith(`${places.appUrl}/zendesk/sidebar`);
  await page.waitForFunction(() => document.querySelector('iframe') !== null);
  const frame = await waitForFrame(() => page.frames().find(isPanel));
  const isActable = () => (window as { seen?: { interactiveMs: number } }).seen?.interactiveMs;
  await frame.waitForFunction(isActable, null, { timeout: 120_000 });
  await frame.waitForLoadState('networkidle');
  const opening = await frame.evaluate(readOpening);
  await page.close();
  return opening;
}

async function waitForFrame(find: () => Frame | undefined): Promise<Frame> {
  for (;;) {
    const frame = find();
    if (frame) return frame;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A frame of another origin would be a process of its own, which the slowdown of the page does not reach. */
function openBrowser(): Promise<Browser> {
  const args = ['--disable-site-isolation-trials', '--disable-features=IsolateOrigins,site-per-process'];
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: findBrowser().executablePath,
    args: isRoot ? [...args, '--no-sandbox'] : args,
  });
}

async function prepare(browser: Browser, places: Places): Promise<string> {
  const context = await browser.newContext({ baseURL: places.appUrl, locale: 'fr-FR' });
  const page = await context.newPage();
  await signInMerchant(page);
  const shop = await connectShop(page, places);
  await installApp(page, places, shop, 'Verified-Reviews FR', 'avis-verifies.com');
  const author = { firstName: 'Camille', lastName: 'Durand', email: 'camille@example.test' };
  const review = {
    type: 'brand',
    orderRef: `BENCH-${Date.now()}`,
    rating: 1,
    comment: 'Colis abîmé.',
    author,
  };
  const ticketId = await ticketOf(
    page.request,
    places,
    shop,
    await submitReview(page.request, places, shop, review),
  );
  await context.close();
  return ticketId;
}

/** The smallest page of the same build, counted the same way. */
async function readEmpty(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext();
  await context.addInitScript(watchInteractive);
  const page = await context.newPage();
  await page.goto(address, { waitUntil: 'networkidle' });
  const { scriptBytes } = await page.evaluate(readOpening);
  await context.close();
  return scriptBytes;
}

const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;
const of = (all: Opening[], what: keyof Opening) => median(all.map((opening) => opening[what]));

function toResult(first: Opening[], again: Opening[], emptyBytes: number): Result {
  const over = of(first, 'scriptBytes') - emptyBytes;
  const fetched = Math.max(...again.map(({ fetchedBytes }) => fetchedBytes));
  const row = (name: string, all: Opening[]) => ({
    name,
    p50Ms: of(all, 'interactiveMs'),
    p99Ms: Math.max(...all.map(({ interactiveMs }) => interactiveMs)),
  });
  const interactive = of(again, 'interactiveMs');
  return {
    name: `sidebar: until an agent can act, processor ${processorSlowdown} times slower`,
    rows: [row('first opening', first), row('opened again', again)],
    ratios: {},
    gates: [
      {
        name: `script ${kilobytes(over)} over an empty page (${kilobytes(emptyBytes)}), at most ${kilobytes(limits.scriptBytes)}`,
        isMet: over <= limits.scriptBytes,
      },
      {
        name: `opened again: ${kilobytes(fetched)} of script fetched, all from the cache`,
        isMet: fetched === 0,
      },
      {
        name: `opened again: interactive after ${interactive.toFixed(0)} ms, under ${limits.interactiveMs} ms`,
        isMet: interactive > 0 && interactive < limits.interactiveMs,
      },
    ],
  };
}

/** Uses the product at E2E_APP_URL when it is up, else brings one up for itself. */
export async function benchSidebar(): Promise<Result> {
  const bringDown = await bringUp();
  const browser = await openBrowser();
  try {
    const appUrl = environment.E2E_APP_URL ?? '';
    const places = { appUrl, practiceUrl: environment.E2E_PRACTICE_URL ?? '', account: 'boutique-fr' };
    const ticketId = await prepare(browser, places);
    const emptyBytes = await readEmpty(browser, `${appUrl}/dev/empty`);
    const first: Opening[] = [];
    const again: Opening[] = [];
    for (let round = 0; round < openings; round++) {
      const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 1440, height: 900 } });
      await context.addInitScript(watchInteractive);
      first.push(await open(context, places, ticketId, 'camille'));
      again.push(await open(context, places, ticketId, 'camille'));
      await context.close();
    }
    return toResult(first, again, emptyBytes);
  } finally {
    await browser.close();
    await bringDown();
  }
}
