/** Which browser the end-to-end tests drive: the first of these that is there. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium } from '@playwright/test';

export type Browser = { executablePath: string; source: string };

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** @throws when no browser is found, saying how to get one. */
export function findBrowser(): Browser {
  const packed = unpackBrowser();
  if (packed) return { executablePath: packed, source: 'the @sparticuz/chromium package' };
  const path = installed.find((candidate) => existsSync(candidate));
  if (path) return { executablePath: path, source: 'this machine' };
  const own = chromium.executablePath();
  if (existsSync(own)) return { executablePath: own, source: "Playwright's download" };
  throw new Error(
    'no Chromium for the tests: install Chromium or Google Chrome, or run: npx playwright install chromium',
  );
}

/**
 * The package unpacks into the machine's temporary folder, where a copy of another account would be in the way; so it is told
 * that the project's cache folder is that folder.
 */
function unpackBrowser(): string | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const folder = resolve('node_modules/.cache/chromium');
  mkdirSync(folder, { recursive: true });
  const script = "process.stdout.write(await (await import('@sparticuz/chromium')).default.executablePath())";
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { TMPDIR: folder, PATH: '/usr/bin:/bin', HOME: folder } as unknown as NodeJS.ProcessEnv,
  });
}
