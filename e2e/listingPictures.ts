/**
 * Draws the app's logos, the banner and the screenshots of its Marketplace listing into public/sidebar-app: `npm run listing:pictures`.
 * The screenshots frame pictures of the running product, so make those first: `npm run screenshots:sidebar`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { findBrowser } from './support/chromium';

const folder = 'public/sidebar-app';
const seal = readFileSync(join(folder, 'logo.svg'), 'utf8');
const inline = (path: string, type: string) => `data:${type};base64,${readFileSync(path).toString('base64')}`;
const font = inline('node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2', 'font/woff2');
/** @param from how far down the panel is scrolled, in pixels. */
const panel = ([state, from = 0]: Panel) =>
  `<i style="background-image: url(${inline(`docs/images/sidebar/${state}-dark-en.png`, 'image/png')}); background-position-y: -${from}px"></i>`;

const style = `
  @font-face { font-family: Geist; src: url(${font}); font-weight: 100 900 }
  * { box-sizing: border-box; margin: 0 }
  body { width: 100vw; height: 100vh; overflow: hidden; display: flex; font-family: Geist; color: #0c3f47 }
  svg { display: block; flex: none }
  .ground, .square { background: #e6f2f0 }
  .square { align-items: center; justify-content: center }
  .square svg { width: 84vw }
  .bare svg { width: 100vw }
  .banner { align-items: center; gap: 36px; padding: 0 48px }
  .banner svg { width: 120px }
  h1 { font-size: 40px; line-height: 1.12; font-weight: 650; letter-spacing: -0.02em }
  p { margin-top: 14px; font-size: 20px; line-height: 1.42; color: #2d5a61 }
  .banner p { margin-top: 8px }
  .scene { gap: 36px; padding: 64px 48px 0 }
  .scene div { flex: 1; min-width: 0 }
  .scene div svg { width: 64px; margin-bottom: 28px }
  i { flex: none; width: 300px; height: 100vh; background: #14181c no-repeat; border-radius: 8px; box-shadow: 0 12px 32px #0005 }
  i + i { margin-top: 64px }`;

type Panel = [state: string, from?: number];

type Picture = { name: string; size: [width: number, height: number]; look: string; body: string };

const scene = (name: string, title: string, text: string, panels: Panel[]): Picture => ({
  name,
  size: [1024, 768],
  look: 'ground scene',
  body: `<div>${seal}<h1>${title}</h1><p>${text}</p></div>${panels.map(panel).join('')}`,
});

const pictures: Picture[] = [
  { name: 'logo', size: [320, 320], look: 'square', body: seal },
  { name: 'logo-small', size: [128, 128], look: 'bare', body: seal },
  {
    name: 'banner',
    size: [830, 200],
    look: 'ground banner',
    body: `${seal}<div><h1>Verified Reviews</h1><p>Answer, publish and report reviews where you answer everything else.</p></div>`,
  },
  scene(
    'screenshot-0',
    'The review, beside its ticket',
    'See why it is held, how long it can wait, and answer from your own templates.',
    [['review'], ['published']],
  ),
  scene(
    'screenshot-1',
    'Report what breaks the rules',
    'An assistant asks for the reason, and says where the moderation team needs proof.',
    [['report', 1195], ['reported']],
  ),
  scene(
    'screenshot-2',
    'Any ticket finds its review',
    'Search by order or e-mail address. Where a link is broken, the app shows which one.',
    [['search'], ['held']],
  ),
];

async function draw(browser: Browser, { name, size: [width, height], look, body }: Picture): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height } });
  await page.setContent(`<style>${style}</style><body class="${look}">${body}</body>`);
  await page.evaluate(() => document.fonts.ready);
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, omitBackground: true });
  await page.close();
  process.stdout.write(`${path}\n`);
}

const browser = await chromium.launch({
  executablePath: findBrowser().executablePath,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  for (const picture of pictures) await draw(browser, picture);
} finally {
  await browser.close();
}
