/**
 * A process that saves one connection and ends, for the tests that kill it on its way. Reads caller and input as JSON from its
 * standard input; the environment is the test's.
 */
import { text } from 'node:stream/consumers';
import type { Caller } from '@/lib/platform/audit';
import type { ConnectionInput } from '@/lib/connection/schema';
import { saveConnection } from '@/lib/connection/service';
import { closeDatabase } from '@/lib/platform/db/client';

const { caller, input } = JSON.parse(await text(process.stdin)) as { caller: Caller; input: ConnectionInput };
await saveConnection(caller, input);
await closeDatabase();
