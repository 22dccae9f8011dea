/**
 * A secret nobody could have by chance goes in by every door; then everything that comes out is searched for it: answers, headers,
 * log lines, what the page is drawn from, every row of every table, and the figures.
 */
import fs from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { makeUser } from '@/prisma/seed/factories';
import { callback, globalClient, openStage, sayInZendesk, type Stage } from '@/lib/connection/testing/stage';
import type { Caller } from '@/lib/platform/audit';

/** What the browser's cookies would say; session, memberships and rights are read from the database. */
const browser = { sessionId: 'canary-session', website: '' };
vi.mock('next/headers', () => ({
  cookies: () => Promise.resolve({ get: () => ({ value: browser.website }) }),
}));
vi.mock('next-auth', () => ({
  default: () => undefined,
  getServerSession: () => Promise.resolve({ sessionId: browser.sessionId }),
}));

const account = 'boutique-fr';
const canary = (place: string) => `KANARIE-${place}-9f27c1d4e8`;
const isCanary = /KANARIE-[\w-]+-9f27c1d4e8/;
type Handler = (request: Request, context?: { params: Promise<Record<string, string>> }) => Promise<Response>;

let stage: Stage;
let caller: Caller;
/** Everything that left the product, with where it left. */
const seen: { place: string; text: string }[] = [];
const logged: string[] = [];

beforeAll(async () => {
  vi.stubEnv('LOG_LEVEL', 'trace');
  // Where the log goes depends on who has taken hold of standard output before: both ways are watched.
  const write = fs.writeSync.bind(fs) as (...args: unknown[]) => number;
  vi.spyOn(fs, 'writeSync').mockImplementation((fd: number, data: unknown, ...rest: unknown[]) => {
    if (fd !== 1) return write(fd, data, ...rest);
    logged.push(String(data));
    return Buffer.byteLength(String(data));
  });
  vi.spyOn(process.stdout, 'write').mockImplementation((data) => logged.push(String(data)) > 0);
  stage = await openStage();
  vi.stubEnv('ZENDESK_OAUTH_CLIENT_SECRET', canary('global-client'));
  caller = await stage.caller();
  browser.website = caller.websiteId;
  const user = await stage.transaction((tx) =>
    makeUser(
      tx,
      { email: 'claire@canary.test', name: 'Claire', password: 'long enough' },
      { merchantId: caller.merchantId, role: 'merchant' },
    ),
  );
  const expiresAt = new Date(Date.now() + 3_600_000);
  await stage.db.session.create({ data: { id: browser.sessionId, userId: user.id, expiresAt } });
  await stage.registerCallback(account);
  await stage.zendesk.client(account, globalClient.id, { secret: canary('global-client') });
  await stage.zendesk.client(account, 'verified_reviews', { secret: canary('own-client') });
  await stage.zendesk.createApiToken(account, canary('token'));
}, 60_000);
afterAll(async () => {
  vi.restoreAllMocks();
  await stage.close();
});

const doors = {
  save: async () => (await import('@/app/api/applications/zendesk/route')).PUT as Handler,
  leave: async () => (await import('@/app/api/applications/zendesk/route')).DELETE as Handler,
  test: async () => (await import('@/app/api/applications/zendesk/test/route')).POST as Handler,
  move: async () => (await import('@/app/api/applications/zendesk/move/route')).POST as Handler,
  oneClick: async () => (await import('@/app/api/applications/zendesk/oauth/route')).POST as Handler,
  back: async () => (await import('@/app/api/zendesk/oauth/callback/route')).GET as Handler,
  app: async () => (await import('@/app/api/applications/zendesk/app/route')).PUT as Handler,
  choices: async () => (await import('@/app/api/applications/zendesk/choices/route')).GET as Handler,
};

/** Knocks at a door and keeps all of the answer. */
async function send(
  door: keyof typeof doors,
  body?: unknown,
  address = 'http://127.0.0.1/x',
): Promise<string> {
  const handler = await doors[door]();
  const method = door === 'back' || door === 'choices' ? 'GET' : 'PUT';
  const isText = typeof body === 'string';
  const response = await handler(
    new Request(address, {
      method,
      ...(body === undefined
        ? {}
        : { body: isText ? body : JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    }),
  );
  const text = `${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`;
  seen.push({ place: door, text });
  return text;
}

const version = async () => (await stage.find(caller))?.version ?? 0;
const shared = async () => ({ subdomain: account, exemptNotifications: true, version: await version() });
const person = { email: `admin@${account}.test` };

async function enterByEveryDoor(): Promise<void> {
  // Refused secrets, in a test and in a save, of each method; a body that is not JSON; fields that do not belong.
  for (const door of ['test', 'save'] as const) {
    await send(door, { method: 'password', ...person, secret: canary('password'), ...(await shared()) });
    await send(door, { method: 'api_token', ...person, secret: canary('wrong-token'), ...(await shared()) });
    const client = { method: 'oauth_client_credentials', clientId: 'verified_reviews' };
    await send(door, { ...client, secret: canary('wrong-client'), ...(await shared()) });
    await send(door, `{"secret":"${canary('malformed')}"`);
    await send(door, { method: 'oauth_code', secret: canary('not-asked'), ...(await shared()) });
    await send(door, { ...client, secret: canary('not-asked'), subdomain: 'evil.com#', version: 0 });
  }
  // Taken secrets, each replaced by the next.
  expect(
    await send('save', { method: 'api_token', ...person, secret: canary('token'), ...(await shared()) }),
  ).toMatch(/^200/);
  const moveTo = { clientId: 'verified_reviews', version: await version() };
  await send('move', { ...moveTo, secret: canary('wrong-move') });
  expect(await send('move', { ...moveTo, secret: canary('own-client') })).toContain('"swapped"');
  await send('choices');
  expect(await send('app')).toMatch(/^200/);
  // Consent: a code that was made up, and a good one.
  for (const code of [canary('code'), null]) {
    const started = await send('oneClick', await shared());
    const { url } = JSON.parse(started.slice(started.indexOf('{"url"'))) as { url: string };
    const returned = await sayInZendesk(url);
    const address = new URL(callback);
    address.search = new URLSearchParams({
      ...returned,
      ...(code ? { code } : {}),
      error_description: canary('words'),
    }).toString();
    expect(await send('back', undefined, address.href)).toMatch(code ? /oauth=refused/ : /oauth=connected/);
  }
  // Zendesk turns away what it had taken, and then is not itself.
  await stage.zendesk.revoke(account, { accessTokens: true, refreshTokens: true });
  await send('choices');
  await stage.zendesk.fault(account, { kind: 'malformed' });
  await send('test', { method: 'api_token', ...person, secret: canary('token'), ...(await shared()) });
  await stage.zendesk.clearFaults(account);
}

/** Whatever is sealed for this website, opened: none of it may be anywhere else either. */
async function listSecrets(): Promise<string[]> {
  const { openSecret } = await import('@/lib/platform/crypto/secrets');
  const rows = await stage.db.secret.findMany();
  const opened = await Promise.all(
    rows.map(({ ownerTable, ownerId, name }) => openSecret(stage.db, { ownerTable, ownerId, name })),
  );
  return opened.filter((secret) => secret !== null);
}

async function dumpDatabase(): Promise<void> {
  const tables = await stage.db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`;
  for (const { name } of tables) {
    // Sealed bytes read as hexadecimal, so what is not sealed would be found as text.
    const rows = await stage.db.$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM "${name}" t`);
    seen.push({ place: `table ${name}`, text: rows.map(({ row }) => row).join('\n') });
  }
}

test('no secret leaves by any way', async () => {
  await enterByEveryDoor();
  const secrets = await listSecrets();
  expect(secrets.length).toBeGreaterThan(3);
  const { getZendeskPage, getConnectionView } = await import('@/lib/connection/queries');
  const { renderMetrics } = await import('@/lib/metrics/metrics');
  seen.push({ place: 'page', text: JSON.stringify(await getZendeskPage(caller.websiteId)) });
  seen.push({ place: 'connection', text: JSON.stringify(await getConnectionView(caller.websiteId)) });
  seen.push({ place: 'metrics', text: (await renderMetrics()).text });
  await dumpDatabase();
  await send('leave', { version: await version() });
  await dumpDatabase();
  seen.push({ place: 'log', text: logged.join('') });

  // The search itself must be able to find: what is no secret is where it belongs.
  const placesOf = (text: string) => seen.filter((out) => out.text.includes(text)).map(({ place }) => place);
  expect(placesOf('connection_check_failed')).toEqual(expect.arrayContaining(['save', 'log']));
  expect(placesOf('zendesk.moved')).toContain('table audit_log');

  expect(seen.filter(({ text }) => isCanary.test(text)).map(({ place }) => place)).toEqual([]);
  const leaks = secrets.flatMap((secret) =>
    placesOf(secret).map((place) => `${place}: ${secret.slice(0, 4)}…`),
  );
  expect(leaks).toEqual([]);
}, 120_000);
