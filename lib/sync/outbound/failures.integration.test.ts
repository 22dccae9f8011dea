import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { account, openStage, type Stage } from '@/lib/sync/testing/stage';

vi.setConfig({ testTimeout: 60_000 });
let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.zendesk.clearFaults(account));

const ticketsOf = async (reviewId: string) =>
  (await stage.tickets()).filter((ticket) => ticket.externalId === `verified-reviews:${reviewId}`);
const deliveryOf = (reviewId: string) =>
  stage.db.delivery.findFirstOrThrow({ where: { reviewId }, orderBy: { id: 'desc' } });
const someone = (email = `${randomUUID()}@author.test`) => ({ firstName: 'Noé', lastName: 'Le Gall', email });

async function asAdmin(method: string, path: string, body?: unknown) {
  const token = Buffer.from(`admin@${account}.test/token:zt-${account}-demo-token`).toString('base64');
  const answer = await fetch(`${stage.practice.url}/${account}/api/v2${path}`, {
    method,
    headers: { authorization: `Basic ${token}`, 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return (answer.status === 204 ? null : await answer.json()) as Record<string, { id: number }> | null;
}

/** Mended by the merchant, and looked at again: exactly one ticket, no trace of the trouble left. */
async function goesUpOnceMended(reviewId: string) {
  await stage.skipWaits();
  await stage.run();
  expect(await ticketsOf(reviewId)).toHaveLength(1);
  expect(await deliveryOf(reviewId)).toMatchObject({
    ...{ state: 'done', failures: 0, fixCode: null, fixSubject: null, lastErrorCode: null },
  });
}

describe('what only the merchant can mend is named', () => {
  test('a field that became required, by its title', async () => {
    const made = await asAdmin('POST', '/ticket_fields', {
      ticket_field: { type: 'text', title: 'Pointure', required: true },
    });
    const review = await stage.review({ author: someone() });
    await stage.run();
    // A ticket of a review that has left moderation is solved, which is when Zendesk asks for required fields.
    await stage.db.review.updateMany({
      where: { id: { not: review.id }, status: 'in_moderation' },
      data: { submittedAt: new Date() },
    });
    const { publishReview } = await import('@/lib/reviews/service');
    const actor = { kind: 'merchant' as const, name: 'Claire' };
    await stage.transaction((tx) => publishReview(tx, { reviewId: review.id, actor, at: new Date() }));
    await stage.run();
    expect(await deliveryOf(review.id)).toMatchObject({
      ...{ state: 'needs_merchant', fixCode: 'field_required', fixSubject: 'Pointure' },
    });
    await asAdmin('DELETE', `/ticket_fields/${made?.ticket_field?.id}`);
    await goesUpOnceMended(review.id);
  });

  test('a suspended requester', async () => {
    const author = someone();
    const first = await stage.review({ author });
    await stage.run();
    expect(await ticketsOf(first.id)).toHaveLength(1);
    await stage.zendesk.changeUser(account, author.email, { suspended: true });
    const review = await stage.review({ author });
    await stage.run();
    expect(await deliveryOf(review.id)).toMatchObject({
      state: 'needs_merchant',
      fixCode: 'requester_suspended',
    });
    await stage.zendesk.changeUser(account, author.email, { suspended: false });
    await goesUpOnceMended(review.id);
  });

  test('an address Zendesk does not take', async () => {
    const review = await stage.review({ author: someone('noe@author') });
    await stage.run();
    expect(await deliveryOf(review.id)).toMatchObject({
      ...{ state: 'needs_merchant', fixCode: 'requester_refused' },
    });
  });

  test.each([
    ['form_gone', { ticketFormId: 999_999n }],
    ['group_gone', { ticketGroupId: 999_999n }],
    ['assignee_gone', { ticketAssigneeId: 999_999n }],
    ['brand_gone', { ticketBrandId: 999_999n }],
  ] as const)('what new tickets are given is gone: %s', async (fixCode, given) => {
    const where = { id: stage.connectionId };
    await stage.db.zendeskConnection.update({ where, data: given });
    const review = await stage.review({ author: someone() });
    await stage.run();
    const none = Object.fromEntries(Object.keys(given).map((key) => [key, null]));
    await stage.db.zendeskConnection.update({ where, data: none });
    expect(await deliveryOf(review.id)).toMatchObject({ state: 'needs_merchant', fixCode });
  });
});

describe('our own faults', () => {
  const refused = {
    ...{ kind: 'status' as const, status: 400, method: 'POST', path: '^/api/v2/tickets' },
    body: '{"error":{"title":"Invalid attribute","message":"You passed an invalid value for the comment attribute."}}',
    contentType: 'application/json',
  };

  test('a body that is wrong in itself is kept aside with its payload, holds up nobody, and goes by the button', async () => {
    await stage.zendesk.fault(account, { ...refused, times: 1 });
    const review = await stage.review({ author: someone() });
    await stage.run();
    const kept = await deliveryOf(review.id);
    expect(kept).toMatchObject({ state: 'poisoned', fixCode: null });
    expect(JSON.stringify(kept.payload)).toContain(`verified-reviews:${review.id}`);
    const other = await stage.review({ author: someone() });
    await stage.skipWaits();
    await stage.run();
    expect(await ticketsOf(review.id)).toEqual([]);
    expect(await ticketsOf(other.id)).toHaveLength(1);
    const { retryActivity } = await import('@/lib/activity/retry');
    expect(await retryActivity(stage.caller, stage.connectionId, { keys: [`d:${kept.id}`] })).toEqual({
      retried: 1,
    });
    await goesUpOnceMended(review.id);
  });

  test('code that crashes over one delivery is tried ever later and then kept aside, and the reviews behind it go on', async () => {
    const { crashesAllowed } = await import('@/lib/sync/outbound/recordFailure');
    await stage.zendesk.fault(account, {
      kind: 'unavailable',
      times: 1,
      method: 'POST',
      path: '^/api/v2/tickets',
    });
    const review = await stage.review({ author: someone() });
    await stage.run();
    const { payload } = await deliveryOf(review.id);
    await stage.db.delivery.updateMany({
      where: { reviewId: review.id },
      data: { payload: { nonsense: 1 } },
    });
    const other = await stage.review({ author: someone() });
    for (let crash = 1; crash <= crashesAllowed; crash++) {
      await stage.skipWaits();
      await stage.run();
      expect(await deliveryOf(review.id)).toMatchObject({
        ...{ lastErrorCode: 'crashed', failures: crash },
        state: crash < crashesAllowed ? 'sending' : 'poisoned',
      });
    }
    expect(await ticketsOf(other.id)).toHaveLength(1);
    // The fault is mended, and the payload is as it was.
    await stage.db.delivery.updateMany({
      where: { reviewId: review.id },
      data: { payload: payload as object, state: 'sending' },
    });
    await goesUpOnceMended(review.id);
  });
});

test('a review whose events our code cannot read is kept aside, and holds up nobody', async () => {
  const broken = await stage.review({ author: someone() });
  await stage.db.$executeRaw`
    INSERT INTO review_event (review_id, website_id, seq, type, data, actor_kind, at)
    VALUES (${broken.id}::uuid, ${stage.website.id}::uuid, 900, 'replied', 'null', 'merchant', now())`;
  const other = await stage.review({ author: someone() });
  await stage.run();
  expect(await ticketsOf(other.id)).toHaveLength(1);
  expect(await stage.db.reviewEvent.count({ where: { reviewId: broken.id, handledAt: null } })).toBe(2);
  expect(await stage.db.delivery.findFirst({ where: { reviewId: broken.id } })).toMatchObject({
    state: 'poisoned',
    lastErrorCode: 'unplanned',
  });
  await stage.db.reviewEvent.deleteMany({ where: { reviewId: broken.id, seq: 900 } });
  // As _Try again_ does.
  await stage.db.delivery.updateMany({ where: { reviewId: broken.id }, data: { state: 'sending' } });
  await goesUpOnceMended(broken.id);
});

test('a create nobody knows the end of stays unknown through a refusal, and makes no second ticket after its key has ended', async () => {
  const review = await stage.review({ author: someone() });
  await stage.zendesk.fault(account, {
    kind: 'cut_after',
    times: 1,
    method: 'POST',
    path: '^/api/v2/tickets',
  });
  await stage.run();
  const body = '{"error":"RecordInvalid","description":"Record validation errors"}';
  await stage.zendesk.fault(account, {
    ...{ kind: 'status', status: 422, body, contentType: 'application/json', times: 1 },
    // The search by external id, which no reading of tickets beside it may use up.
    ...{ method: 'GET', path: '^/api/v2/tickets\\?external_id=' },
  });
  await stage.skipWaits();
  await stage.run();
  expect(await deliveryOf(review.id)).toMatchObject({ state: 'needs_merchant', isOutcomeUnknown: true });
  await stage.zendesk.clock(3 * 3600);
  await goesUpOnceMended(review.id);
  await stage.zendesk.clock(0);
});

test('one success ends an outage for everything that waited for it', async () => {
  await stage.zendesk.fault(account, { kind: 'unavailable', method: 'POST', path: '^/api/v2/tickets' });
  const reviews = await Promise.all(Array.from({ length: 4 }, () => stage.review({ author: someone() })));
  await stage.run();
  await stage.zendesk.clearFaults(account);
  await stage.skipWaits();
  const ids = reviews.map(({ id }) => id);
  const inTenMinutes = new Date(Date.now() + 600_000);
  await stage.db.delivery.updateMany({
    where: { reviewId: { in: ids } },
    data: {
      ...{ failures: 9, notBefore: inTenMinutes },
      ...{ lastErrorCode: 'unavailable', state: 'sending' },
    },
  });
  await stage.db.delivery.updateMany({ where: { reviewId: ids[0] }, data: { notBefore: new Date(0) } });
  await stage.run();
  for (const id of ids) expect(await ticketsOf(id)).toHaveLength(1);
});
