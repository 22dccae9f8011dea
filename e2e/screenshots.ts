/**
 * Makes the pictures of the documentation from a running product with demo data: `npm start`, then `npm run screenshots`.
 * Addresses: E2E_APP_URL (default http://localhost:3000).
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { findBrowser } from './support/chromium';
import { environment } from './support/environment';

const appUrl = environment.E2E_APP_URL ?? 'http://localhost:3000';
const folder = 'docs/images';
const certificate = '/certificate/1c9d3f4e-7a21-4b8e-9c55-2f6e8d0a1b01';

type Look = {
  name: string;
  locale: 'fr' | 'en';
  colorScheme: 'light' | 'dark';
  width: number;
  height: number;
};
const looks: Look[] = [
  { name: 'light-fr', locale: 'fr', colorScheme: 'light', width: 1440, height: 900 },
  { name: 'dark-en', locale: 'en', colorScheme: 'dark', width: 1440, height: 900 },
  { name: 'phone-fr', locale: 'fr', colorScheme: 'light', width: 390, height: 844 },
];
const screens: [name: string, path: string][] = [
  ['reviews', '/reviews'],
  ['zendesk', '/applications/zendesk'],
  ['certificate', certificate],
];

async function signIn(page: Page): Promise<void> {
  await page.goto('/');
  await page.locator('input[type="email"]').fill('merchant@demo.test');
  await page.locator('input[type="password"]').fill('demo-demo-demo');
  await page.locator('form button[type="submit"]').first().click();
  await page.waitForURL('**/reviews');
}

async function shootAll(browser: Browser, look: Look): Promise<void> {
  const { locale, colorScheme, width, height } = look;
  const context = await browser.newContext({
    baseURL: appUrl,
    locale,
    colorScheme,
    viewport: { width, height },
    timezoneId: 'Europe/Paris',
  });
  const page = await context.newPage();
  await signIn(page);
  for (const [name, path] of screens) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    const file = join(folder, `${name}-${look.name}.png`);
    await page.screenshot({ path: file });
    process.stdout.write(`${file}\n`);
  }
  await context.close();
}

await mkdir(folder, { recursive: true });
const { executablePath } = findBrowser();
const browser = await chromium.launch({
  executablePath,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  for (const look of looks) await shootAll(browser, look);
} finally {
  await browser.close();
}
