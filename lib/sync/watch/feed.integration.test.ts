import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { inZendesk } from '@/lib/sync/testing/dialogue';
import { account, openStage, type Stage } from '@/lib/sync/testing/stage';

let stage: Stage;
// Whole stories on a machine that may be busy.
vi.setConfig({ testTimeout: 90_000 });

beforeAll(async () => {
  stage = await openStage();
  // Webhooks never come here: the account has lost its way to us.
  await stage.zendesk.change(account, {
    delivery: { dropNext: 1_000 },
    limits: { incrementalExports: 1_000 },
  });
}, 120_000);
afterAll(() => stage.close());
beforeEach(async () => {
  await stage.zendesk.clearFaults(account);
  await stage.db.ticketFeed.deleteMany({});
  await stage.db.zendeskConnection.updateMany({ data: { exportRefusedAt: null } });
  await stage.zendesk.clearRequests(account);
});

const feed = () => stage.db.ticketFeed.findUniqueOrThrow({ where: { subdomain: account } });
const linkOf = (reviewId: string) => stage.db.ticketLink.findUniqueOrThrow({ where: { reviewId } });
const repliesOf = (reviewId: string) => stage.db.exchange.findMany({ where: { reviewId } });

let aheadSeconds = 0;
/** The account leaves out its newest minute, and its stamps are of whole seconds: it goes on by more than both. */
async function passTime() {
  aheadSeconds += 120;
  await stage.zendesk.change(account, { clockOffsetSeconds: aheadSeconds });
}

/** One look at the account's list, as the worker takes it when it is due. */
async function readFeed() {
  await stage.db.ticketFeed.updateMany({ data: { nextAt: new Date(0) } });
  const { readFeed: read } = await import('@/lib/sync/watch/feed');
  const { listDueFeeds } = await import('@/lib/sync/watch/feedStore');
  const due = await listDueFeeds(10);
  for (const one of due) await read(one, new AbortController().signal);
  return due.length;
}
async function makeTicket() {
  const review = await stage.review();
  await stage.run();
  await passTime();
  const { ticketId } = await linkOf(review.id);
  return { reviewId: review.id, ticketId: Number(ticketId) };
}
const reply = async (ticketId: number, body: string) => {
  await stage.zendesk.act(account, ticketId, { comment: { body, public: true } });
  await passTime();
};
const calls = async (path: RegExp) =>
  (await stage.zendesk.requests(account)).requests.filter((one) => path.test(one.path)).length;

describe('an administrator’s connection', () => {
  test('a reply no webhook told of comes home by the account’s list, and nothing is compared beside it', async () => {
    const { reviewId, ticketId } = await makeTicket();
    await readFeed();
    await stage.run();
    await reply(ticketId, 'Réponse sans webhook.');
    await stage.zendesk.clearRequests(account);
    await readFeed();
    expect((await linkOf(reviewId)).readDueAt).not.toBeNull();
    await stage.db.ticketLink.updateMany({ data: { checkedAt: null } });
    await stage.run();
    expect(await repliesOf(reviewId)).toHaveLength(1);
    expect(await linkOf(reviewId)).toMatchObject({ readDueAt: null, agentReplies: 1, refusedReplies: 0 });
    expect(await calls(/show_many/)).toBe(0);
    expect(await calls(/incremental/)).toBe(1);
  });

  test('a ticket that has not moved is not read again', async () => {
    const { reviewId } = await makeTicket();
    await readFeed();
    await stage.run();
    // Read well after its last change by either clock.
    const checkedAt = new Date(Date.now() + aheadSeconds * 1000);
    await stage.db.ticketLink.updateMany({ data: { checkedAt, readAt: checkedAt } });
    await stage.db.ticketFeed.updateMany({ data: { cursor: null, since: new Date(0) } });
    await readFeed();
    expect((await linkOf(reviewId)).readDueAt).toBeNull();
  });

  test('a list of several pages is read to its end, a page each time, from the place that was kept', async () => {
    for (let ticket = 0; ticket < 3; ticket++) await makeTicket();
    await stage.db.ticketFeed.create({ data: { subdomain: account, since: new Date(0), pageSize: 1 } });
    const places = new Set<string | null>();
    for (let page = 0; page < 3; page++) {
      await readFeed();
      await stage.db.ticketFeed.updateMany({ data: { pageSize: 1 } });
      places.add((await feed()).cursor);
    }
    expect(places.size).toBe(3);
    await stage.db.ticketFeed.updateMany({ data: { pageSize: 1000 } });
    await readFeed();
    expect((await feed()).caughtUpTo?.getTime()).toBeGreaterThan(Date.now() - 120_000);
  });

  test('a page whose answer was lost is asked for again from the same place', async () => {
    const { reviewId, ticketId } = await makeTicket();
    await readFeed();
    await stage.run();
    await reply(ticketId, 'Encore là.');
    const before = await feed();
    await stage.zendesk.fault(account, {
      kind: 'cut_after',
      times: 1,
      method: 'GET',
      path: '^/api/v2/incremental',
    });
    await readFeed();
    expect((await feed()).cursor).toBe(before.cursor);
    await readFeed();
    await stage.run();
    expect(await repliesOf(reviewId)).toHaveLength(1);
  });

  test('a cursor the account does not know begins again where all was known', async () => {
    await makeTicket();
    await readFeed();
    await stage.db.ticketFeed.updateMany({ data: { cursor: 'nobody-knows-it' } });
    await readFeed();
    expect(await feed()).toMatchObject({ cursor: null, lastErrorCode: 'validation' });
    await readFeed();
    expect(await feed()).toMatchObject({ lastErrorCode: null });
  });

  test('its own limit holds back the list and nothing else', async () => {
    const { reviewId } = await makeTicket();
    await stage.zendesk.change(account, { limits: { incrementalExports: 0 } });
    await readFeed();
    expect(await feed()).toMatchObject({ lastErrorCode: 'rate_limited', caughtUpTo: null });
    const other = await stage.review();
    await stage.run();
    expect(await linkOf(other.id)).not.toMatchObject({ ticketId: null });
    expect((await linkOf(reviewId)).ticketId).not.toBeNull();
    await stage.zendesk.change(account, { limits: { incrementalExports: 1_000 } });
    await stage.skipWaits();
  });

  test('the list tells of a ticket before its create is known to have arrived: it is read once that is', async () => {
    const { reviewId, ticketId } = await makeTicket();
    await reply(ticketId, 'Avant la réponse.');
    await stage.db.ticketLink.update({ where: { reviewId }, data: { ticketId: null, seenUpdatedAt: null } });
    await readFeed();
    await stage.run();
    expect(await repliesOf(reviewId)).toHaveLength(0);
    await stage.db.ticketLink.update({ where: { reviewId }, data: { ticketId: BigInt(ticketId) } });
    await stage.run();
    expect(await repliesOf(reviewId)).toHaveLength(1);
  });
});

/** A page of the account's list, as it could hold anything. */
async function listTicket(ticketId: number, change: object) {
  const { keepPage, openFeed } = await import('@/lib/sync/watch/feedStore');
  const stamp = '2026-11-30T10:00:00Z';
  const ticket = {
    id: ticketId,
    external_id: null,
    status: 'open',
    created_at: stamp,
    updated_at: stamp,
    ...change,
  };
  const page = { tickets: [ticket as never], cursor: null, isAtEnd: true };
  return keepPage(await openFeed(account), page, { askedAtMs: Date.now(), nextAt: new Date() });
}
const seconds = (text: string) => Date.parse(text) / 1000;

describe('is read again', () => {
  const seen = {
    seenUpdatedAt: new Date('2026-11-30T10:00:00Z'),
    readAt: new Date('2026-11-30T10:05:00Z'),
    checkedAt: new Date('2026-11-30T10:05:00Z'),
    readDueAt: null,
  };

  test('what is listed after our last reading, though its stamp is the old one', async () => {
    const { reviewId, ticketId } = await makeTicket();
    await stage.db.ticketLink.update({ where: { reviewId }, data: { ...seen, listedAt: null } });
    expect(await listTicket(ticketId, { generated_timestamp: seconds('2026-11-30T10:01:00Z') })).toBe(0);
    expect(await listTicket(ticketId, { generated_timestamp: seconds('2026-11-30T10:09:00Z') })).toBe(1);
    await stage.db.ticketLink.update({ where: { reviewId }, data: { readDueAt: null } });
    expect(await listTicket(ticketId, { generated_timestamp: seconds('2026-11-30T10:09:00Z') })).toBe(0);
    expect(await listTicket(ticketId, { generated_timestamp: seconds('2026-11-30T10:10:00Z') })).toBe(1);
  });

  test('a ticket of a history that was answered in the very second of its making', async () => {
    const { reviewId, ticketId } = await makeTicket();
    await stage.db.ticketLink.update({
      where: { reviewId },
      data: { seenUpdatedAt: new Date(0), readAt: null, readDueAt: null },
    });
    expect(await listTicket(ticketId, { is_public: false })).toBe(0);
    expect(await listTicket(ticketId, { is_public: true })).toBe(1);
  });

  test('a new ticket that was answered before those that were not, also while others wait to be made', async () => {
    const { reviewId, ticketId } = await makeTicket();
    const fresh = { seenUpdatedAt: null, readAt: null, readDueAt: null, listedAt: null };
    await stage.db.ticketLink.update({ where: { reviewId }, data: fresh });
    expect(await listTicket(ticketId, { is_public: false })).toBe(1);
    expect((await linkOf(reviewId)).listedAt).toBeNull();
    expect(await listTicket(ticketId, { is_public: true })).toBe(1);
    expect((await linkOf(reviewId)).listedAt).not.toBeNull();
  });

  test('a follow-up that a customer opened, by the ticket it follows: its answer comes home', async () => {
    const { reviewId, ticketId } = await makeTicket();
    await stage.zendesk.act(account, ticketId, { status: 'closed' });
    const made = await inZendesk(stage, 'POST', '/tickets', {
      ticket: { comment: { body: 'Toujours rien.', public: false }, via_followup_source_id: ticketId },
    });
    const followUp = (made as { ticket: { id: number } }).ticket.id;
    await reply(followUp, 'Il part demain.');
    await listTicket(followUp, {
      via: { channel: 'email', source: { rel: 'follow_up', from: { ticket_id: ticketId } } },
    });
    await stage.run();
    expect((await repliesOf(reviewId)).map(({ body }) => body)).toEqual(['Il part demain.']);
    expect(await stage.db.pastTicket.findMany({ where: { reviewId } })).toMatchObject([
      { ticketId: BigInt(followUp), reason: 'follow_up' },
    ]);
  });
});

describe('a user who is no administrator', () => {
  test('is not asked for an hour, is no fault of the connection, and tickets are compared instead', async () => {
    const { reviewId, ticketId } = await makeTicket();
    const users = await stage.zendesk.users(account);
    const { zendeskUserId } = await stage.connection();
    const email = users.find(({ id }) => BigInt(id) === zendeskUserId)?.email ?? '';
    await stage.zendesk.changeUser(account, email, { role: 'agent' });
    await reply(ticketId, 'Par comparaison.');
    await readFeed();
    expect(await stage.connection()).toMatchObject({ state: 'active', lastErrorCode: null });
    expect((await stage.connection()).exportRefusedAt).not.toBeNull();
    expect(await readFeed()).toBe(0);
    await stage.skipWaits();
    await stage.run();
    expect(await repliesOf(reviewId)).toHaveLength(1);
    expect(await calls(/show_many/)).toBeGreaterThan(0);
  });
});

test('whoever has waited longest is read first: with more accounts than a round takes, the last by name would never be', async () => {
  const { listDueFeeds } = await import('@/lib/sync/watch/feedStore');
  const { makeWebsite, makeReview } = await import('@/prisma/seed/factories');
  const connect = async (subdomain: string, nextAt: Date) => {
    const website = await stage.transaction((tx) => makeWebsite(tx));
    const review = await stage.transaction((tx) =>
      makeReview(tx, {
        websiteId: website.id,
        at: new Date(),
        orderRef: subdomain,
        rating: 1,
        comment: 'Abîmé.',
      }),
    );
    const own = { subdomain, zendeskUserId: 1n, method: 'password' as const, email: 'a@shop.test' };
    const { id } = await stage.db.zendeskConnection.create({ data: { websiteId: website.id, ...own } });
    await stage.db.websiteZendeskapp.create({
      data: { websiteId: website.id, connectionId: id, idCustomField: 1n },
    });
    const link = { reviewId: review.id, connectionId: id, subdomain, externalId: review.id };
    await stage.db.ticketLink.create({ data: link });
    await stage.db.ticketFeed.create({ data: { subdomain, since: new Date(), nextAt } });
  };
  await connect('a-shop', new Date(1_000));
  await connect('b-shop', new Date(0));
  const due = (await listDueFeeds(9)).map(({ subdomain }) => subdomain);
  expect(due.filter((subdomain) => subdomain.endsWith('-shop'))).toEqual(['b-shop', 'a-shop']);
});
