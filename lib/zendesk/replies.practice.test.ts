import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPracticeZendesk, type PracticeZendesk } from '../../e2e/zendesk/server';
import { siteTag } from '@/lib/zendesk/objects/mark';
import { ensureObjects } from '@/lib/zendesk/provisioning';
import { createTicket } from '@/lib/zendesk/resources/tickets';
import {
  accountOpener,
  otherWebsiteId,
  wantedObjects,
  websiteId,
} from '@/lib/zendesk/testing/practiceAccount';
import { parseTriggerBody } from '@/lib/zendesk/triggerBody';
import { verifySignature } from '@/lib/zendesk/webhookSignature';

type Delivery = { body: string; headers: Record<string, string | string[] | undefined> };

let practice: PracticeZendesk;
let intake: Server;
const deliveries: Delivery[] = [];
let endpoint = '';

beforeAll(async () => {
  practice = await startPracticeZendesk({ port: 0 });
  intake = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      deliveries.push({ body: Buffer.concat(chunks).toString('utf8'), headers: request.headers });
      response.writeHead(200).end('{}');
    });
  });
  await new Promise<void>((resolve) => intake.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(intake.address() as AddressInfo).port}/api/zendesk/webhooks/connection-1`;
});
afterAll(async () => {
  await practice.close();
  intake.closeAllConnections();
  await new Promise((resolve) => intake.close(resolve));
});

const openAccount = accountOpener(() => practice);

describe('an agent replies', () => {
  async function openTicket(exempt: boolean, tags: string[]) {
    const { subdomain, client } = await openAccount();
    const made = await ensureObjects(client, wantedObjects({ exempt, endpoint }));
    const ticket = await createTicket(
      client,
      {
        subject: 'Avis 1/5',
        comment: { body: 'Note interne', public: false },
        external_id: 'verified-reviews:0192f3a0-1111-7abc-8def-0123456789ab',
        requester: { name: 'Jeanne D.', email: 'jeanne@author.test' },
        custom_fields: [{ id: made.fieldId, value: 'CMD-"42"\\' }],
        tags,
      },
      { idempotencyKey: `key-${subdomain}` },
    );
    return { subdomain, client, made, ticket };
  }
  const ours = ['verified_reviews', siteTag(websiteId)];
  const delivered = async (ticketId: number) =>
    expect
      .poll(() => deliveries.find(({ body }) => parseTriggerBody(body)?.ticketId === String(ticketId)), {
        timeout: 10_000,
      })
      .toBeTruthy();

  it('an agent answers in public: one signed delivery with our key, and Zendesk mails nobody', async () => {
    const { subdomain, made, ticket } = await openTicket(true, ours);
    await practice.control.act(subdomain, ticket.id, { comment: { body: 'Entre nous', public: false } });
    await practice.control.act(subdomain, ticket.id, {
      comment: { body: 'Nous sommes désolés.', public: true },
    });
    await delivered(ticket.id);
    const own = deliveries.filter(({ body }) => parseTriggerBody(body)?.ticketId === String(ticket.id));
    expect(own).toHaveLength(1);
    const [{ body, headers }] = own as [Delivery];
    expect(headers.authorization).toBe('Bearer vr-key-1');
    expect(
      verifySignature({
        rawBody: body,
        signature: String(headers['x-zendesk-webhook-signature']),
        timestamp: String(headers['x-zendesk-webhook-signature-timestamp']),
        secrets: [made.signingSecret],
        at: new Date(),
      }),
    ).toBe('ok');
    expect(parseTriggerBody(body)).toEqual({
      ticketId: String(ticket.id),
      websiteId,
      externalId: 'verified-reviews:0192f3a0-1111-7abc-8def-0123456789ab',
      idVente: 'CMD-"42"\\',
    });
    expect(await practice.control.mails(subdomain)).toEqual([]);
  });

  it('without the exemption Zendesk would mail the author itself', async () => {
    const { subdomain, ticket } = await openTicket(false, ours);
    expect(await practice.control.mails(subdomain)).toEqual([]);
    await practice.control.act(subdomain, ticket.id, { comment: { body: 'Bonjour', public: true } });
    await delivered(ticket.id);
    expect(await practice.control.mails(subdomain)).toHaveLength(1);
  });

  it("another website's ticket and the merchant's own tickets are not reported", async () => {
    const { subdomain, ticket, client } = await openTicket(true, [
      'verified_reviews',
      siteTag(otherWebsiteId),
    ]);
    const own = await createTicket(
      client,
      { subject: 's', comment: { body: 'b', public: false }, external_id: 'x', tags: ours },
      { idempotencyKey: `own-${subdomain}` },
    );
    await practice.control.act(subdomain, ticket.id, { comment: { body: 'Bonjour', public: true } });
    await practice.control.act(subdomain, own.id, { comment: { body: 'Bonjour', public: true } });
    await delivered(own.id);
    const invocations = await practice.control.invocations(subdomain);
    expect(invocations).toHaveLength(1);
  });
});
