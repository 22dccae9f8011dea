import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openSecret } from '@/lib/platform/crypto/secrets';
import { answerReview } from '@/lib/reviews/service';
import { startMeddler } from '@/lib/sync/testing/meddler';
import { account, openStage, type Stage } from '@/lib/sync/testing/stage';

let stage: Stage;
let meddler: Awaited<ReturnType<typeof startMeddler>>;

beforeAll(async () => {
  stage = await openStage(async (target) => (meddler = await startMeddler(target)));
});
afterAll(async () => {
  await stage.close();
  await meddler.close();
});
beforeEach(async () => {
  meddler.spoil(null);
  await stage.zendesk.clearFaults(account);
});

/** A review with its ticket, and what agents wrote on it, of which nothing is at home yet. */
async function commented(...bodies: string[]) {
  const review = await stage.review();
  await stage.run();
  const ticket = (await stage.tickets()).find((one) => one.externalId === `verified-reviews:${review.id}`);
  if (!ticket) throw new Error('The review has no ticket.');
  for (const body of bodies) await stage.zendesk.act(account, ticket.id, { comment: { body, public: true } });
  await stage.webhooksSent();
  return { reviewId: review.id, ticketId: ticket.id };
}

const repliesOf = async (reviewId: string) =>
  (
    await stage.db.exchange.findMany({ where: { reviewId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
  ).map(({ body }) => body);
const eventsOf = (ticketId: number) =>
  stage.db.webhookEvent.findMany({ where: { ticketId: BigInt(ticketId) } });
const isConversation = (path: string) => path.includes('/comments');
type Page = { comments: Record<string, unknown>[]; users?: Record<string, unknown>[] };
const page = (body: string) => JSON.parse(body) as Page;

describe('a conversation that Zendesk answers badly is read again, and each reply comes home once', () => {
  test.each(['cut_before', 'cut_after', 'html', 'malformed', 'unavailable', 'limit_account'] as const)(
    '%s',
    async (kind) => {
      const { reviewId, ticketId } = await commented('Première.', 'Seconde.');
      await stage.zendesk.fault(account, { kind, times: 1, method: 'GET', path: `/${ticketId}/comments` });
      await stage.run();
      expect(await repliesOf(reviewId)).toEqual([]);
      expect((await eventsOf(ticketId)).every((row) => row.handledAt === null && row.lastError)).toBe(true);
      await stage.skipWaits();
      await stage.run();
      await stage.run();
      expect((await repliesOf(reviewId)).sort()).toEqual(['Première.', 'Seconde.']);
    },
  );

  test('slow', async () => {
    const { reviewId } = await commented('Première.');
    await stage.zendesk.fault(account, { kind: 'slow_body', times: 2, method: 'GET', delayMs: 300 });
    await stage.run();
    expect(await repliesOf(reviewId)).toEqual(['Première.']);
  });

  test('cut in the middle of the body', async () => {
    const { reviewId } = await commented('Première.');
    let cuts = 0;
    meddler.spoil(({ path, body }) =>
      isConversation(path) && cuts++ === 0 ? body.slice(0, body.length / 2) : null,
    );
    await stage.run();
    expect(await repliesOf(reviewId)).toEqual([]);
    await stage.skipWaits();
    await stage.run();
    expect(await repliesOf(reviewId)).toEqual(['Première.']);
  });

  test('each comment twice, the newest first, with keys and values nobody told of', async () => {
    const { reviewId, ticketId } = await commented('Première.', 'Seconde.', 'Troisième.');
    meddler.spoil(({ path, body }) => {
      if (!isConversation(path)) return null;
      const { comments, ...rest } = page(body);
      const odd = comments.map((comment, index) => ({
        ...comment,
        // One second apart, as the order of the answer no longer tells.
        created_at: new Date(Date.now() - 60_000 + index * 1_000).toISOString(),
        sentiment: { score: -1 },
        metadata: null,
        attachments: 'none',
      }));
      return JSON.stringify({
        ...rest,
        comments: [...odd, ...odd].reverse(),
        next_feature: [1, { deep: [] }],
      });
    });
    await stage.run();
    meddler.spoil(null);
    await stage.skipWaits();
    await stage.run();
    expect(await repliesOf(reviewId)).toEqual(['Première.', 'Seconde.', 'Troisième.']);
    expect((await eventsOf(ticketId)).every((row) => row.handledAt !== null)).toBe(true);
    expect(await stage.db.reviewEvent.count({ where: { reviewId, type: 'reply_changed' } })).toBe(0);
  });
});

test('a comment as large as Zendesk takes, with what a database cannot hold, comes home whole and stays', async () => {
  const body = `Début \u0000\ud83d ${'très long 🙂 '.repeat(3_900)}fin`;
  const { reviewId, ticketId } = await commented(body);
  await stage.run();
  await stage.db.ticketLink.updateMany({ data: { seenUpdatedAt: null } });
  await stage.skipWaits();
  await stage.run();
  const [reply, ...more] = await repliesOf(reviewId);
  expect(more).toEqual([]);
  expect(reply?.startsWith('Début ')).toBe(true);
  expect(reply?.endsWith('🙂 fin')).toBe(true);
  expect(reply?.length).toBeGreaterThan(45_000);
  expect(await stage.db.reviewEvent.count({ where: { reviewId, type: 'reply_changed' } })).toBe(0);
  expect((await eventsOf(ticketId)).map(({ outcome }) => outcome)).toEqual(['replied']);
});

test('a comment by somebody the account no longer knows is no reply, and is named; once known again it is one', async () => {
  const { reviewId, ticketId } = await commented('Écrit par une personne supprimée depuis.');
  meddler.spoil(({ path, body }) => {
    if (isConversation(path)) return JSON.stringify({ ...page(body), users: [] });
    return path.includes('/users/show_many') ? JSON.stringify({ users: [] }) : null;
  });
  await stage.run();
  expect(await repliesOf(reviewId)).toEqual([]);
  expect((await eventsOf(ticketId)).map(({ outcome }) => outcome)).toEqual(['unknown_writer']);
  meddler.spoil(null);
  await stage.db.ticketLink.updateMany({ data: { seenUpdatedAt: null } });
  await stage.skipWaits();
  await stage.run();
  expect(await repliesOf(reviewId)).toEqual(['Écrit par une personne supprimée depuis.']);
});

test('a ticket closed between our look and our change is followed up at once', async () => {
  const { reviewId, ticketId } = await commented('Nous cherchons.');
  await stage.run();
  await stage.zendesk.act(account, ticketId, { status: 'closed' });
  let looks = 0;
  meddler.spoil(({ path, body }) => {
    if (!path.endsWith(`/tickets/${ticketId}`) || looks++ > 0) return null;
    const told = JSON.parse(body) as { ticket: { status: string } };
    expect(told.ticket.status).toBe('closed');
    return JSON.stringify({ ticket: { ...told.ticket, status: 'solved' } });
  });
  const answer = { reviewId, actor: { kind: 'author' as const, name: 'Alix' }, at: new Date() };
  await stage.transaction((tx) => answerReview(tx, { ...answer, body: 'Toujours rien.' }));
  await stage.run();
  const mine = (await stage.tickets()).filter(({ externalId }) => externalId?.includes(reviewId));
  expect(mine.map(({ status }) => status).sort()).toEqual(['closed', 'new']);
  // Looked before and after the refusal.
  expect(looks).toBeGreaterThanOrEqual(2);
});

describe('webhooks', () => {
  let key: string;
  beforeAll(async () => {
    const name = 'webhook_signing_secret';
    const ref = { ownerTable: 'zendesk_connection', ownerId: stage.connectionId, name };
    key = (await stage.transaction((tx) => openSecret(tx, ref))) ?? '';
  });

  async function send(ticketId: number, invocation: string): Promise<number> {
    const body = JSON.stringify({ ticket_id: String(ticketId) });
    const timestamp = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
    const answer = await fetch(`${stage.appUrl}/api/zendesk/webhooks/${stage.connectionId}`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-zendesk-webhook-signature': createHmac('sha256', key)
          .update(timestamp + body)
          .digest('base64'),
        'x-zendesk-webhook-signature-timestamp': timestamp,
        'x-zendesk-webhook-invocation-id': invocation,
      },
    });
    return answer.status;
  }

  test('a thousand at once about one ticket are stored and answered, cost one look, and make one reply', async () => {
    const { reviewId, ticketId } = await commented('Une seule réponse.');
    const invocations = Array.from({ length: 1_000 }, () => randomUUID());
    const statuses: number[] = [];
    for (let from = 0; from < invocations.length; from += 50)
      statuses.push(
        ...(await Promise.all(invocations.slice(from, from + 50).map((id) => send(ticketId, id)))),
      );
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(await eventsOf(ticketId)).toHaveLength(1_001);
    await stage.zendesk.clearRequests(account);
    await stage.run();
    const { requests } = await stage.zendesk.requests(account);
    expect(requests.filter(({ path }) => path.includes(`/${ticketId}/comments`))).toHaveLength(1);
    expect((await eventsOf(ticketId)).filter(({ handledAt }) => handledAt === null)).toEqual([]);
    expect(await repliesOf(reviewId)).toEqual(['Une seule réponse.']);
  });

  test('out of order and doubled, about a ticket that is nobody’s, change nothing else', async () => {
    await stage.zendesk.change(account, { delivery: { isReversed: true, duplicates: 4 } });
    const { reviewId } = await commented('Une.', 'Deux.', 'Trois.');
    await stage.zendesk.change(account, { delivery: { isReversed: false, duplicates: 0 } });
    expect(await send(999_999_999, randomUUID())).toBe(200);
    await stage.run();
    expect((await repliesOf(reviewId)).sort()).toEqual(['Deux.', 'Trois.', 'Une.']);
    const outcomes = await stage.db.webhookEvent.groupBy({ by: ['outcome'], where: { handledAt: null } });
    expect(outcomes).toEqual([]);
  });
});
