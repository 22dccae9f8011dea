/** A stage for the connection tests: a practice Zendesk and websites of one merchant on real PostgreSQL. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import type { Caller } from '@/lib/applications/caller';
import type { ConnectionInput } from '@/lib/applications/schema';
import { makeWebsite } from '@/prisma/seed/factories';
import { control } from '../../../e2e/zendesk/control';
import { startForTest, until } from '../../../e2e/zendesk/harness';

export const appUrl = 'http://127.0.0.1:3400';

const shared = { exemptNotifications: true, version: 0 };

/** The right values of each method for a standing account of the practice Zendesk. */
export const inputs = {
  oauth: (subdomain: string, change: object = {}): ConnectionInput => ({
    method: 'oauth_client_credentials',
    subdomain,
    clientId: 'verified_reviews',
    secret: `zs-${subdomain}-demo-secret`,
    ...shared,
    ...change,
  }),
  token: (subdomain: string, change: object = {}): ConnectionInput => ({
    method: 'api_token',
    subdomain,
    email: `admin@${subdomain}.test`,
    secret: `zt-${subdomain}-demo-token`,
    ...shared,
    ...change,
  }),
  password: (subdomain: string, change: object = {}): ConnectionInput => ({
    method: 'password',
    subdomain,
    email: `admin@${subdomain}.test`,
    secret: 'zendesk-demo',
    ...shared,
    ...change,
  }),
};

/** Saves in a process of its own, with this one's environment. */
export function startSaving(caller: Caller, input: ConnectionInput) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/applications/testing/saveOnce.ts']);
  child.stdin.end(JSON.stringify({ caller, input }));
  return child;
}

/** Modules that read the environment are loaded only after it is set. */
export async function openStage() {
  const practice = await startForTest();
  vi.stubEnv('ZENDESK_URL', `${practice.url}/{subdomain}`);
  vi.stubEnv('APP_URL', appUrl);
  const { db, transaction } = await import('@/lib/platform/db/client');
  const service = await import('@/lib/applications/service');
  const connections = await import('@/lib/applications/connections');
  const zendesk = control(practice.url);
  return {
    db,
    transaction,
    service,
    connections,
    zendesk,
    until,
    async caller(name = 'Atelier Brume'): Promise<Caller> {
      const { id: websiteId, merchantId } = await transaction((tx) => makeWebsite(tx, { name }));
      return { websiteId, merchantId, userId: randomUUID(), name: 'Claire', requestId: 'test-request' };
    },
    find: (caller: Caller) =>
      db.zendeskConnection.findUnique({ where: { websiteId: caller.websiteId }, include: { objects: true } }),
    secretNames: async (ownerId: string) =>
      (await db.secret.findMany({ where: { ownerId } })).map(({ name }) => name).sort(),
    /** What we made for a website in an account, known by the mark that each object carries. */
    async made(subdomain: string, { websiteId }: Caller) {
      const { fields, triggers, webhooks } = await zendesk.objects(subdomain);
      const isOurs = (row: object) => JSON.stringify(row).includes(`verified-reviews:${websiteId}`);
      return {
        fields: fields.filter(isOurs),
        triggers: triggers.filter(isOurs),
        webhooks: webhooks.filter(isOurs),
      };
    },
    /** Triggers of the account that leave our tickets alone. */
    exempted: async (subdomain: string) =>
      (await zendesk.objects(subdomain)).triggers.filter((trigger) =>
        /not_includes[^}]*verified_reviews/.test(JSON.stringify(trigger)),
      ).length,
    close: () => practice.close(),
  };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;
