/** A stage for the sync tests: a practice Zendesk, the intake on a real port, one connected website on real PostgreSQL. */
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { vi } from 'vitest';
import { makeReview, makeWebsite, type ReviewInput } from '@/prisma/seed/factories';
import { control } from '../../../e2e/zendesk/control';
import { startForTest, until } from '../../../e2e/zendesk/harness';

export const account = 'boutique-fr';
export const secretOfClient = 'zs-boutique-fr-demo-secret';

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/**
 * Modules that read the environment are loaded only after it is set.
 * @param throughProxy stands between us and the practice Zendesk, and is told where that is.
 */
export async function openStage(throughProxy?: (target: string) => Promise<{ url: string }>) {
  const practice = await startForTest();
  // A file of tests changes more tickets in a minute than an account allows; tests of that limit set it themselves.
  await control(practice.url).change(account, { limits: { ticketUpdates: 100_000 } });
  const zendeskUrl = throughProxy ? (await throughProxy(practice.url)).url : practice.url;
  const server = createServer(
    (request, response) =>
      void import('@/lib/sync/inbound/intakeHttp').then((intake) => intake.handleIntake(request, response)),
  );
  const appUrl = await listen(server);
  vi.stubEnv('ZENDESK_URL', `${zendeskUrl}/{subdomain}`);
  vi.stubEnv('APP_URL', appUrl);
  const { db, transaction } = await import('@/lib/platform/db/client');
  const { saveConnection } = await import('@/lib/connection/service');
  const { runEngine } = await import('@/lib/sync/engine/engine');
  const { budgetOf } = await import('@/lib/zendesk/budget');
  const website = await transaction((tx) => makeWebsite(tx));
  const caller = {
    websiteId: website.id,
    merchantId: website.merchantId,
    userId: randomUUID(),
    name: 'Claire',
    requestId: 'test-request',
  };
  const connect = (version = 0) =>
    saveConnection(caller, {
      method: 'oauth_client_credentials',
      subdomain: account,
      clientId: 'verified_reviews',
      secret: secretOfClient,
      exemptNotifications: true,
      version,
    });
  await connect();
  const connection = () => db.zendeskConnection.findUniqueOrThrow({ where: { websiteId: website.id } });
  const connectionId = (await connection()).id;
  const zendesk = control(practice.url);

  return {
    db,
    transaction,
    zendesk,
    practice,
    appUrl,
    website,
    caller,
    connect,
    connection,
    connectionId,
    until,
    run: (signal = new AbortController().signal) => runEngine(connectionId, signal),
    /** Waiting times end now: tests wait for conditions, not for clocks. */
    async skipWaits() {
      await db.delivery.updateMany({ data: { notBefore: new Date(0) } });
      await db.webhookEvent.updateMany({ data: { notBefore: new Date(0) } });
      await db.ticketLink.updateMany({ data: { checkedAt: null } });
      await db.bulkJob.updateMany({ data: { checkAt: new Date(0) } });
      budgetOf(`${zendeskUrl}/${account}`).reopen();
    },
    /** A review that its rating sends to moderation, unless stated otherwise. */
    review: (input: Partial<ReviewInput> = {}) =>
      transaction((tx) =>
        makeReview(tx, {
          websiteId: website.id,
          at: new Date(),
          orderRef: `CMD-${randomUUID().slice(0, 8)}`,
          rating: 1,
          comment: 'Colis jamais arrivé.',
          ...input,
        }),
      ),
    /** Our tickets only: the account has seeded ones of its own. */
    async tickets() {
      return (await zendesk.tickets(account)).filter((ticket) =>
        (ticket.externalId ?? '').startsWith('verified-reviews:'),
      );
    },
    /** Zendesk has sent all the webhooks it owes. */
    webhooksSent: () =>
      until(
        () => zendesk.pending(account),
        (pending) => pending.deliveries === 0,
      ),
    async close() {
      await practice.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;
