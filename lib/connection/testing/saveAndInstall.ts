/**
 * A process that saves one connection and installs the app, many times at once, for the tests that kill it on its way. Reads
 * `{caller, input, count}` as JSON from its standard input and writes `ok` when all are through. Being told of another save is part
 * of the game; anything else is a fault and ends the process with it.
 */
import { text } from 'node:stream/consumers';
import { installApp } from '@/lib/sidebar/appInstallation';
import type { Caller } from '@/lib/platform/audit';
import type { ConnectionInput } from '@/lib/connection/schema';
import { findConnection, saveConnection } from '@/lib/connection/service';
import { closeDatabase } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';

type Order = { caller: Caller; input: ConnectionInput; count: number };
const { caller, input, count } = JSON.parse(await text(process.stdin)) as Order;

async function saveOnce(): Promise<void> {
  const version = (await findConnection(caller.websiteId))?.version ?? 0;
  try {
    await saveConnection(caller, { ...input, version });
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'version_conflict')) throw error;
  }
}

await Promise.all(
  Array.from({ length: count }, async () => {
    await saveOnce();
    // The first ones may all have been told of each other before anything was stored.
    if (await findConnection(caller.websiteId)) await installApp(caller);
  }),
);
process.stdout.write('ok');
await closeDatabase();
