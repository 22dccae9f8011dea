import { startPracticeZendesk } from './server';

/** The process entry: settings from the environment, a clean stop on SIGTERM and SIGINT. */
async function main(): Promise<void> {
  const port = Number(process.env.PRACTICE_ZENDESK_PORT ?? '4000');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    console.error('PRACTICE_ZENDESK_PORT must be a port number, for example 4000');
    process.exit(1);
  }
  const dataDir = process.env.DATA_DIR ?? '.data';
  try {
    const practice = await startPracticeZendesk({ port, dataDir, log: console.log });
    const stop = () => {
      void practice.close().then(() => process.exit(0));
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    const reason = error instanceof Error ? error.message : String(error);
    console.error(
      isTaken
        ? `Port ${String(port)} is in use: the practice Zendesk needs it (set PRACTICE_ZENDESK_PORT to another)`
        : `The practice Zendesk could not start: ${reason}`,
    );
    process.exit(1);
  }
}

await main();
