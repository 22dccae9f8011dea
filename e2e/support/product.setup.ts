/**
 * Brings up the built product for the end-to-end tests, as `npm start` does, on free ports and a data folder of its own.
 * With E2E_APP_URL set, the product is already up and this only finds the browser.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '@/lib/platform/ports';
import { findBrowser } from './chromium';
import { environment } from './environment';

export default async function bringUp(): Promise<() => Promise<void>> {
  const browser = findBrowser();
  environment.E2E_CHROMIUM = browser.executablePath;
  console.log(`Chromium from ${browser.source}: ${browser.executablePath}`);
  if (environment.E2E_APP_URL) return () => Promise.resolve();

  const dataDir = mkdtempSync(join(tmpdir(), 'e2e-'));
  // The database server may run as another account and must get in.
  chmodSync(dataDir, 0o755);
  const [port, practicePort] = [await findFreePort(), await findFreePort()];
  const product = await startProduct({
    DATA_DIR: dataDir,
    PORT: String(port),
    APP_URL: `http://localhost:${port}`,
    PRACTICE_ZENDESK_PORT: String(practicePort),
    DEMO_DATA: 'on',
  });
  environment.E2E_APP_URL = `http://localhost:${port}`;
  environment.E2E_PRACTICE_URL = `http://127.0.0.1:${practicePort}`;
  environment.E2E_DATA_DIR = dataDir;
  return async () => {
    await stopProduct(product);
    rmSync(dataDir, { recursive: true, force: true });
  };
}

async function startProduct(variables: Record<string, string>): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/processes/start.ts'], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...environment, ...variables } as NodeJS.ProcessEnv,
  });
  await new Promise<void>((ready, failed) => {
    child.once('message', () => ready());
    child.once('exit', (code) => failed(new Error(`the product did not start (exit code ${code})`)));
  });
  return child;
}

/** A product that cannot stop cleanly is a failure of the run, with what it left in its logs. */
async function stopProduct(child: ChildProcess): Promise<void> {
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  child.kill('SIGTERM');
  const code = await ended;
  if (code !== 0) throw new Error(`the product ended with ${code}`);
}
