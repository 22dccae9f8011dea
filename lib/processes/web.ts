/**
 * The web process: one HTTP server, the webhook intake and kept certificates directly ahead of Next. Any number may run over one database.
 * `--dev` compiles pages as they are asked for.
 */
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import next from 'next';
import { sendConsoleToLog } from '@/lib/platform/consoleLog';
import { closeDatabase } from '@/lib/platform/db/client';
import { env } from '@/lib/platform/env';
import { setClientAddress } from '@/lib/platform/http/clientAddress';
import { watchLoop } from '@/lib/platform/http/loopWatch';
import { refuseMalformed } from '@/lib/platform/http/malformed';
import { log } from '@/lib/platform/log';
import { startTracing } from '@/lib/platform/tracing';
import { reportReady, runProcess } from '@/lib/processes/lifetime';
import { createCertificateHandler, isCertificate } from '@/lib/certificate/certificateHttp';
import { handleIntake, isIntake } from '@/lib/sync/inbound/intakeHttp';

/** Longer than the idle time of usual load balancers, so that it is never this side that closes a connection in use. */
const keepAliveMs = 65_000;
const drainMs = 10_000;

// Under a steady load V8 takes what a request makes for long-lived and puts it straight on the old heap, which then grows by hundreds
// of megabytes of garbage before it is swept. Said here rather than on the command line, so that every way to start the process has it.
setFlagsFromString('--no-allocation-site-pretenuring');

await runProcess('web', async (stopping) => {
  const stopTracing = await startTracing('web');
  const server = createServer({
    keepAliveTimeout: keepAliveMs,
    headersTimeout: keepAliveMs + 5_000,
    requestTimeout: 120_000,
  });
  const isDevelopment = process.argv.includes('--dev');
  // While pages are being written, their faults are read by people.
  if (!isDevelopment) sendConsoleToLog();
  const app = next({
    dev: isDevelopment,
    port: env.port,
    hostname: 'localhost',
    httpServer: server,
  });
  await app.prepare();
  const handlePage = app.getRequestHandler();
  const handleCertificate = createCertificateHandler(handlePage);
  const noteRefusal = (facts: object, words: string) => log().info(facts, words);
  // While pages are being written, compiling them holds the loop each time.
  const watch = isDevelopment ? null : watchLoop();
  const handle: RequestListener = (request, response) => {
    setClientAddress(request);
    watch?.follow(request, response);
    if (stopping.aborted) response.setHeader('connection', 'close');
    if (refuseMalformed(request, response, noteRefusal)) return;
    // A page that is being written must be drawn each time.
    if (!isDevelopment && isCertificate(request)) handleCertificate(request, response);
    else void (isIntake(request) ? handleIntake(request, response) : handlePage(request, response));
  };
  server.on('request', handle);
  server.listen(env.port);
  await once(server, 'listening');
  log().info({ port: env.port }, 'web ready');
  reportReady();

  if (!stopping.aborted) await once(stopping, 'abort');
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), drainMs);
  await closed;
  clearTimeout(cut);
  watch?.stop();
  await app.close();
  await Promise.all([closeDatabase(), stopTracing()]);
});
