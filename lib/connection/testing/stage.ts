/** A stage for the connection tests: a practice Zendesk and websites of one merchant on real PostgreSQL. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import type { Caller } from '@/lib/platform/audit';
import type { ConnectionInput, OneClickInput } from '@/lib/connection/schema';
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
  return startProgram('saveOnce', { caller, input });
}

export const globalClient = { id: 'zdg-verified-reviews', secret: 'zs-global-demo-secret' };
export const callback = `${appUrl}/api/zendesk/oauth/callback`;

/** A merchant's browser in the account: signs in there, says yes or no, and is sent back. @returns what came back in the address. */
export async function sayInZendesk(
  url: string,
  decision: 'allow' | 'deny' = 'allow',
  email?: string,
): Promise<Record<string, string>> {
  const { origin, pathname, searchParams } = new URL(url);
  const account = `${origin}/${pathname.split('/')[1]}`;
  const post = (path: string, body: URLSearchParams, cookie = '') =>
    fetch(account + path, { method: 'POST', body, redirect: 'manual', headers: { cookie } });
  const person = { email: email ?? `admin@${pathname.split('/')[1]}.test`, password: 'zendesk-demo' };
  const signedIn = await post('/agent/sign-in', new URLSearchParams(person));
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0];
  const answer = new URLSearchParams(searchParams);
  answer.set('decision', decision);
  const sentBack = await post('/oauth/authorizations', answer, cookie);
  const location = sentBack.headers.get('location');
  if (!location?.startsWith(`${callback}?`))
    throw new Error(`not sent back: ${sentBack.status} ${await sentBack.text()}`);
  return Object.fromEntries(new URL(location).searchParams);
}

/** Runs one of the one-purpose programs beside this file in a process of its own, with this one's environment. */
export function startProgram(name: string, input: object) {
  const child = spawn(process.execPath, ['--import', 'tsx', `lib/connection/testing/${name}.ts`]);
  child.stdin.end(JSON.stringify(input));
  return child;
}

/** Modules that read the environment are loaded only after it is set. @param variables what this deployment has set besides. */
export async function openStage(variables: Record<string, string> = {}) {
  const practice = await startForTest();
  vi.stubEnv('ZENDESK_URL', `${practice.url}/{subdomain}`);
  vi.stubEnv('APP_URL', appUrl);
  vi.stubEnv('ZENDESK_OAUTH_CLIENT_ID', globalClient.id);
  vi.stubEnv('ZENDESK_OAUTH_CLIENT_SECRET', globalClient.secret);
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  const { db, transaction } = await import('@/lib/platform/db/client');
  const service = await import('@/lib/connection/service');
  const connections = await import('@/lib/connection/connections');
  const oneClick = await import('@/lib/connection/oneClick');
  const zendesk = control(practice.url);
  return {
    db,
    oneClick,
    accountUrl: (subdomain: string) => `${practice.url}/${subdomain}`,
    /** Lets the account know our address; its seed only knows the product's usual one. */
    registerCallback: (subdomain: string) =>
      zendesk.client(subdomain, globalClient.id, { redirectUris: [callback] }),
    /** The whole way of a merchant who says yes. */
    async connectByOneClick(caller: Caller, subdomain: string, change: Partial<OneClickInput> = {}) {
      const input = { subdomain, exemptNotifications: true, version: 0, isSpare: false, ...change };
      const { url } = await oneClick.startOneClick(caller, 'session-1', input);
      const returned = await sayInZendesk(url);
      return (await oneClick.finishOneClick('session-1', () => caller, returned)).outcome;
    },
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
