/** A process that repairs one connection and ends, for the tests that kill it on its way. Reads the caller from standard input. */
import { text } from 'node:stream/consumers';
import type { Caller } from '@/lib/platform/audit';
import { repairConnection } from '@/lib/health/repair';
import { closeDatabase } from '@/lib/platform/db/client';

await repairConnection(JSON.parse(await text(process.stdin)) as Caller);
await closeDatabase();
