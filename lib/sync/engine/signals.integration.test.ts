import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { pool } from '@/lib/platform/db/client';
import { openStage, type Stage } from '@/lib/sync/testing/stage';

let stage: Stage;
let heard: string[] = [];
let deafen: () => void = () => undefined;

beforeAll(async () => {
  stage = await openStage();
  const ears = await pool.connect();
  ears.on('notification', ({ payload = '' }) => heard.push(payload));
  await ears.query('LISTEN work');
  deafen = () => ears.release(true);
});
afterAll(async () => {
  deafen();
  await stage.close();
});
beforeEach(async () => {
  await silence();
  heard = [];
});

/** Signals of a session come in the order of their commits. */
async function silence(): Promise<string[]> {
  const end = `end ${Math.random()}`;
  await pool.query(`SELECT pg_notify('work', $1)`, [end]);
  await vi.waitFor(() => expect(heard).toContain(end));
  return heard.filter((signal) => signal !== end);
}
const ofReviews = (signals: string[]) => signals.filter((signal) => signal.startsWith('review_event'));

test('what happens to a review names its connection, once however much it is', async () => {
  await stage.review();
  expect(ofReviews(await silence())).toEqual([`review_event ${stage.connectionId}`]);
});

const hearOf = (invocation: string) =>
  pool.query(
    `INSERT INTO webhook_event (connection_id, invocation_id, ticket_id, body)
     SELECT $1, $2 || n, 1, '{}' FROM generate_series(1, 3) AS n`,
    [stage.connectionId, invocation],
  );

test('a paused connection is not named: nothing could be done', async () => {
  const pause = (state: 'active' | 'needs_credentials') =>
    stage.db.zendeskConnection.update({ where: { id: stage.connectionId }, data: { state } });
  await pause('needs_credentials');
  await stage.review();
  await hearOf('paused');
  const heardMeanwhile = await silence();
  expect(heardMeanwhile.filter((signal) => signal.endsWith(stage.connectionId))).toEqual([]);
  await pause('active');
  expect(await silence()).toContain('zendesk_connection');
});

test('the worker begins with the connection a signal names', async () => {
  const { syncPump } = await import('@/lib/sync/engine/pumps');
  const review = await stage.review();
  syncPump.told?.('review_event', stage.connectionId, new AbortController().signal);
  await syncPump.end?.();
  // Whether it arrived at the first try is Zendesk's affair.
  const delivery = await stage.db.delivery.findFirst({ where: { reviewId: review.id } });
  expect(delivery?.attempts).toBe(1);
});

test('webhooks of one connection that arrive together make one signal', async () => {
  await hearOf('together');
  expect(await silence()).toEqual([`webhook_event ${stage.connectionId}`]);
});
