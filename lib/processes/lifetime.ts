import { EnvironmentError, loadEnv } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';

const graceMs = 20_000;

/**
 * Runs a long-lived process: stops the start on a wrong variable with a line for each, runs `main` until SIGTERM or SIGINT,
 * and lets it finish what it is at. A process that cannot finish in time ends anyway: everything it does may be cut off.
 * @param main resolves when everything has been closed
 */
export async function runProcess(
  name: string,
  main: (stopping: AbortSignal) => Promise<void>,
): Promise<void> {
  checkVariables();
  const stopping = new AbortController();
  const stop = (signal: NodeJS.Signals) => {
    if (stopping.signal.aborted) return;
    log().info({ signal }, `${name} stopping`);
    stopping.abort();
    setTimeout(() => {
      log().error(`${name} did not stop in ${graceMs / 1000} s`);
      process.exit(1);
    }, graceMs).unref();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  try {
    await main(stopping.signal);
    process.exit(0);
  } catch (error) {
    log().fatal({ err: error }, `${name} failed`);
    process.exit(1);
  }
}

function checkVariables(): void {
  try {
    loadEnv();
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    for (const line of error.lines) console.error(line);
    process.exit(1);
  }
}

/** Tells the process that started this one, if it asked to be told, that work can begin. */
export function reportReady(): void {
  process.send?.('ready');
}
