/** The worker process: everything that happens without a request. Any number may run over one database. */
import { sendConsoleToLog } from '@/lib/platform/consoleLog';
import { closeDatabase } from '@/lib/platform/db/client';
import { runPumps } from '@/lib/platform/jobs/pump';
import { log } from '@/lib/platform/log';
import { startTracing } from '@/lib/platform/tracing';
import { keepHeartbeat } from '@/lib/processes/heartbeat';
import { reportReady, runProcess } from '@/lib/processes/lifetime';
import { pumps } from '@/lib/processes/pumps';

await runProcess('worker', async (stopping) => {
  sendConsoleToLog();
  const stopTracing = await startTracing('worker');
  const beating = keepHeartbeat(stopping);
  const pumping = runPumps(pumps, { signal: stopping });
  log().info({ pumps: pumps.map((pump) => pump.name) }, 'worker ready');
  reportReady();
  await Promise.all([pumping, beating]);
  await Promise.all([closeDatabase(), stopTracing()]);
});
