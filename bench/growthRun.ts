/** One database of `growth`: filled on start, measured once for each line on its input. `node … bench/growthRun.ts <events>` */
import { createInterface } from 'node:readline';
import { closeDatabase } from '@/lib/platform/db/client';
import { inheritedEnvironment } from '@/lib/platform/env';
import { runProduct } from './backlog';
import { addHistory, makeConnected } from './data';
import { startBundled } from './stage';
import { standInControl } from './standInControl';

const environment: NodeJS.ProcessEnv = { NODE_ENV: 'production', ...inheritedEnvironment() };
const stored = Number(process.argv[2]);
const rowsARun = 2_000;

await standInControl(environment.STAND_IN_URL ?? '').set({ callsPerMinute: 100_000 });
const connected = await makeConnected(`growth-${stored}`);
await addHistory(connected, stored);
const worker = await startBundled('worker', environment);
console.log('ready');
for await (const line of createInterface(process.stdin)) {
  if (line === 'run') console.log(1_000 / (await runProduct(connected, rowsARun)));
}
await worker.stop();
await closeDatabase();
