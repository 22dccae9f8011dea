/**
 * A process that calls Zendesk several times at once with a stored connection and ends, for the tests of what processes share.
 * Reads `{connectionId, calls}` as JSON from its standard input and writes `ok` when every call was answered.
 */
import { text } from 'node:stream/consumers';
import { openClient } from '@/lib/connection/connections';
import { closeDatabase } from '@/lib/platform/db/client';

const { connectionId, calls } = JSON.parse(await text(process.stdin)) as {
  connectionId: string;
  calls: number;
};
const client = await openClient(connectionId);
await Promise.all(
  Array.from({ length: calls }, () => client.request({ method: 'GET', path: '/api/v2/users/me' })),
);
process.stdout.write('ok');
await closeDatabase();
