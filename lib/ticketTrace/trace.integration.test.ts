import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { inZendesk } from '@/lib/sync/testing/dialogue';
import { account, openStage, type Stage } from '@/lib/sync/testing/stage';
import { makeReview, makeWebsite } from '@/prisma/seed/factories';
import type { Trace } from '@/lib/ticketTrace/trace';

let stage: Stage;
let fieldId = '';

// Whole stories on a machine that may be busy.
vi.setConfig({ testTimeout: 90_000 });
beforeAll(async () => {
  stage = await openStage();
  const objects = await stage.db.websiteZendeskapp.findUniqueOrThrow({
    where: { websiteId: stage.website.id },
  });
  fieldId = String(objects.idCustomField);
}, 120_000);
afterAll(() => stage.close());

const outline = ({ steps }: Trace) =>
  steps.map(({ name, state, reason }) => [name, state, reason].filter(Boolean).join(':'));

async function trace(ticket: string | number, website = stage.website): Promise<Trace> {
  const { traceTicket } = await import('@/lib/ticketTrace/trace');
  return traceTicket({ websiteId: website.id, merchantId: stage.website.merchantId, ticket });
}

/** A review with its ticket in the account. */
async function reviewWithTicket(orderRef = `CMD-${randomUUID().slice(0, 8)}`) {
  const { id: reviewId } = await stage.review({ orderRef });
  await stage.run();
  const link = await stage.db.ticketLink.findUniqueOrThrow({ where: { reviewId } });
  return { reviewId, ticketId: Number(link.ticketId), orderRef };
}

const ticketOf = (made: unknown) => (made as { ticket: { id: number } }).ticket.id;
const note = (body: string) => ({ body, public: false });

/** As Zendesk opens one when somebody answers a closed ticket: its field, no external id of ours. */
async function followUp(ticketId: number, orderRef: string): Promise<number> {
  await stage.zendesk.act(account, ticketId, { status: 'closed' });
  const made = await inZendesk(stage, 'POST', '/tickets', {
    ticket: {
      comment: note('Toujours rien.'),
      via_followup_source_id: ticketId,
      custom_fields: [{ id: Number(fieldId), value: orderRef }],
    },
  });
  return ticketOf(made);
}

const makeByHand = async (orderRef: string, external_id?: string) =>
  ticketOf(
    await inZendesk(stage, 'POST', '/tickets', {
      ticket: {
        subject: 'À la main',
        comment: note('Appel du client.'),
        custom_fields: [{ id: Number(fieldId), value: orderRef }],
        external_id,
      },
    }),
  );

const act = (ticketId: number, change: object) =>
  stage.zendesk.act(account, ticketId, { email: `admin@${account}.test`, ...change });

describe('the chain from a ticket to its review', () => {
  test('is whole for a ticket we made, by address and by number', async () => {
    const { reviewId, ticketId, orderRef } = await reviewWithTicket();
    const url = `${stage.practice.url}/${account}/agent/tickets/${ticketId}`;
    const found = await trace(url);
    expect(outline(found)).toEqual([
      'address:ok',
      'ticket:ok',
      'field:ok',
      'order:ok',
      'review:ok',
      'website:ok',
    ]);
    const review = { id: reviewId, orderRef, standing: 'own', ownTicketId: ticketId };
    expect(found).toMatchObject({ brokenAt: null, fix: null, review });
    expect(await trace(ticketId)).toEqual(found);
  });

  test('names the review that a follow-up of a closed ticket belongs to, whatever its field holds', async () => {
    const { reviewId, ticketId, orderRef } = await reviewWithTicket();
    const second = await followUp(ticketId, orderRef);
    const review = { id: reviewId, standing: 'follow_up', ownTicketId: ticketId };
    expect(await trace(second)).toMatchObject({ brokenAt: null, review });
    await act(second, { custom_fields: [{ id: Number(fieldId), value: '' }] });
    expect(await trace(second)).toMatchObject({ brokenAt: 'field', fix: 'write_order', review });
    // Read once, it is known as one by its own number, and so is what follows it up in turn.
    await stage.db.webhookEvent.create({
      data: {
        connectionId: stage.connectionId,
        invocationId: `listed:${second}`,
        ticketId: BigInt(second),
        body: '',
      },
    });
    await stage.run();
    expect(await stage.db.pastTicket.count({ where: { reviewId, reason: 'follow_up' } })).toBe(1);
    expect(await trace(await followUp(second, orderRef))).toMatchObject({ brokenAt: null, review });
  });

  test('tells an earlier ticket and one that only carries the order from the review’s own', async () => {
    const { reviewId, ticketId, orderRef } = await reviewWithTicket();
    const byHand = await makeByHand(orderRef);
    const own = { id: reviewId, ownTicketId: ticketId };
    expect(await trace(byHand)).toMatchObject({ brokenAt: null, review: { ...own, standing: 'other' } });
    const { externalId } = await stage.db.ticketLink.findUniqueOrThrow({ where: { reviewId } });
    const double = await makeByHand(orderRef, externalId);
    expect(await trace(double)).toMatchObject({ brokenAt: null, review: { ...own, standing: 'other' } });
    const { connectionId } = stage;
    const past = { reviewId, connectionId, subdomain: account, externalId, reason: 'closed' };
    await stage.db.pastTicket.create({ data: { ...past, ticketId: BigInt(byHand) } });
    expect(await trace(byHand)).toMatchObject({ brokenAt: null, review: { ...own, standing: 'earlier' } });
  });

  test('an emptied field is found by the external id and mended by writing the order, once', async () => {
    const { ticketId, orderRef } = await reviewWithTicket();
    await act(ticketId, { custom_fields: [{ id: Number(fieldId), value: '' }] });
    const found = await trace(ticketId);
    expect(outline(found).slice(2)).toEqual([
      'field:broken:field_empty',
      'order:skipped',
      'review:skipped',
      'website:skipped',
    ]);
    expect(found).toMatchObject({ brokenAt: 'field', fix: 'write_order', review: { orderRef } });
    const { repairTicket } = await import('@/lib/ticketTrace/traceRepair');
    expect(await repairTicket(stage.caller, ticketId)).toMatchObject({ brokenAt: null });
    const repairs = () => stage.db.auditLog.count({ where: { action: 'zendesk.ticket_repaired' } });
    const count = await repairs();
    expect(await repairTicket(stage.caller, ticketId)).toMatchObject({ brokenAt: null });
    expect(await repairs()).toBe(count);
  });

  test('a wrong order in the field is told beside the right one', async () => {
    const { ticketId, orderRef } = await reviewWithTicket();
    await act(ticketId, { custom_fields: [{ id: Number(fieldId), value: 'CMD-other' }] });
    const found = await trace(ticketId);
    expect(found).toMatchObject({ brokenAt: 'order', fix: 'write_order' });
    expect(found.steps[3]).toMatchObject({ reason: 'order_differs', evidence: { wanted: orderRef } });
  });

  test("a merchant's other website is named as the ticket's own; another merchant's is not known", async () => {
    const { merchantId } = stage.website;
    const other = await stage.transaction((tx) => makeWebsite(tx, { name: 'Atelier Brume UK', merchantId }));
    const stranger = await stage.transaction((tx) => makeWebsite(tx, { name: 'Un autre marchand' }));
    for (const [website, orderRef] of [
      [other, 'UK-77'],
      [stranger, 'XX-77'],
    ] as const) {
      const at = new Date();
      await stage.transaction((tx) => makeReview(tx, { websiteId: website.id, at, orderRef, rating: 1 }));
    }
    const { ticketId } = await reviewWithTicket();
    await stage.db.ticketLink.updateMany({
      where: { ticketId: BigInt(ticketId) },
      data: { ticketId: null },
    });
    await act(ticketId, { external_id: 'none', custom_fields: [{ id: Number(fieldId), value: 'UK-77' }] });
    expect(await trace(ticketId)).toMatchObject({ brokenAt: 'website', fix: 'switch_website' });
    await act(ticketId, { custom_fields: [{ id: Number(fieldId), value: 'XX-77' }] });
    expect(await trace(ticketId)).toMatchObject({ brokenAt: 'order', fix: 'merchant', review: null });
  });

  test('of a ticket that is none of ours neither subject nor status is told', async () => {
    const { merchantId } = stage.website;
    const other = await stage.transaction((tx) => makeWebsite(tx, { name: 'Atelier Loir', merchantId }));
    const at = new Date();
    const { orderRef } = await reviewWithTicket();
    await stage.transaction((tx) => makeReview(tx, { websiteId: other.id, at, orderRef: 'LO-1', rating: 1 }));
    const own = await reviewWithTicket();
    expect((await trace(own.ticketId)).steps[1]?.evidence).toHaveProperty('subject');
    await stage.db.ticketLink.updateMany({
      where: { ticketId: BigInt(own.ticketId) },
      data: { ticketId: null },
    });
    const foreign = [
      { external_id: 'none' },
      { external_id: `verified-reviews:${randomUUID()}` },
      { custom_fields: [{ id: Number(fieldId), value: 'none' }] },
      { custom_fields: [{ id: Number(fieldId), value: 'LO-1' }] },
      { custom_fields: [{ id: Number(fieldId), value: orderRef }] },
      { custom_fields: [{ id: Number(fieldId), value: '' }] },
    ];
    for (const change of foreign) {
      await act(own.ticketId, { external_id: 'none', ...change });
      expect((await trace(own.ticketId)).steps[1]).toEqual({ name: 'ticket', state: 'ok', evidence: {} });
    }
  });

  test('a ticket that is gone, an address of no ticket and another account each break at their place', async () => {
    expect(await trace(999_999)).toMatchObject({ brokenAt: 'ticket', fix: 'merchant' });
    expect(await trace('https://example.test/agent/tickets/1')).toMatchObject({ brokenAt: 'address' });
    const elsewhere = await trace(`${stage.practice.url}/modern/agent/tickets/1`);
    expect(elsewhere.steps[0]).toMatchObject({ reason: 'other_account', evidence: { connected: account } });
  });

  test('a paused connection is told without asking Zendesk', async () => {
    await stage.db.zendeskConnection.update({
      where: { id: stage.connectionId },
      data: { state: 'needs_credentials' },
    });
    await stage.zendesk.clearRequests(account);
    expect((await trace(1)).steps[1]).toMatchObject({ state: 'broken', reason: 'connection_paused' });
    expect((await stage.zendesk.requests(account)).count).toBe(0);
  });
});
