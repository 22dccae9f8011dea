import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Caller } from '@/lib/platform/audit';
import { inputs, openStage, startProgram, type Stage } from '@/lib/connection/testing/stage';
import { settingNames } from '@/lib/sidebar/package/manifest';

let stage: Stage;
let caller: Caller;
const account = 'boutique-fr';

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  await stage.zendesk.reset(account);
  await stage.db.zendeskConnection.deleteMany();
  await stage.db.appInstallation.deleteMany();
  caller = await stage.caller();
});

const connect = (as = caller, subdomain = account) =>
  stage.service.saveConnection(as, inputs.oauth(subdomain));
const install = async (as = caller) => (await import('@/lib/sidebar/appInstallation')).installApp(as);
const view = async (as = caller) =>
  (await import('@/lib/sidebar/appInstallation')).getAppView(as.websiteId, account);

type Listed = {
  apps: { id: number; name: string; version: string }[];
  installations: { id: number; app_id: number; enabled: boolean; settings: Record<string, unknown> }[];
};

/** What stands in the account, read as an administrator would. */
async function inAccount(subdomain = account): Promise<Listed> {
  const authorization = `Basic ${Buffer.from(`admin@${subdomain}.test/token:zt-${subdomain}-demo-token`).toString('base64')}`;
  const read = async (path: string) =>
    (await (
      await fetch(`${stage.accountUrl(subdomain)}/api/v2${path}`, { headers: { authorization } })
    ).json()) as Listed;
  const { apps } = await read('/apps/owned');
  const { installations } = await read('/apps/installations');
  return { apps, installations };
}
const requestsTo = async (method: string, path: RegExp) =>
  (await stage.zendesk.requests(account)).requests.filter(
    (one) => one.method === method && path.test(one.path),
  );

describe('installing', () => {
  test('uploads, builds and installs the app with its settings, and keeps which installation is whose', async () => {
    await connect();
    expect((await view()).state).toBe('absent');
    const { changes, installationId, appId } = await install();
    expect(changes).toEqual(['app_created', 'installed']);
    const { apps, installations } = await inAccount();
    expect(apps.map(({ name }) => name)).toEqual(['Verified Reviews']);
    expect(installations).toHaveLength(1);
    expect(installations[0]).toMatchObject({ id: installationId, app_id: appId, enabled: true });
    expect(installations[0]?.settings).toMatchObject({
      // What the panel is held to: the platform's domain, not the deployment's.
      [settingNames.domain]: 'avis-verifies.com',
      [settingNames.websiteId]: caller.websiteId,
    });
    expect(installations[0]?.settings).not.toHaveProperty(settingNames.key);
    expect(await view()).toMatchObject({ state: 'current', installationId: String(installationId) });
  });

  test('again changes nothing but the settings, whose secret cannot be read back', async () => {
    await connect();
    await install();
    await stage.zendesk.clearRequests(account);
    expect((await install()).changes).toEqual(['settings_written']);
    expect(await requestsTo('POST', /^\/api\/v2\/apps/)).toEqual([]);
    expect((await inAccount()).installations).toHaveLength(1);
  });

  test('a newer package is put in place: the same app, the same installation', async () => {
    await connect();
    const first = await install();
    await stage.db.appInstallation.updateMany({ data: { packageHash: 'an-older-one' } });
    expect((await view()).state).toBe('outdated');
    const { changes, ...ids } = await install();
    expect(changes).toEqual(['app_updated', 'settings_written']);
    expect(ids).toEqual({ appId: first.appId, installationId: first.installationId });
    expect((await view()).state).toBe('current');
  });

  test('for two websites of one account: one app, two installations side by side', async () => {
    const other = await stage.caller('Maison Deux');
    await connect();
    await connect(other);
    await install();
    expect((await install(other)).changes).toEqual(['installed']);
    const { apps, installations } = await inAccount();
    expect(apps).toHaveLength(1);
    expect(installations.map(({ settings }) => settings[settingNames.websiteId]).sort()).toEqual(
      [caller.websiteId, other.websiteId].sort(),
    );
  });

  test('a newer package is put in place for all websites of the account, and each has its settings under the new names', async () => {
    const other = await stage.caller('Maison Deux');
    await connect();
    await connect(other);
    await install();
    await install(other);
    await stage.db.appInstallation.updateMany({ data: { packageHash: 'an-older-one' } });
    await stage.zendesk.clearRequests(account);
    await install();
    const written = await requestsTo('PUT', /^\/api\/v2\/apps\/installations\/\d+$/);
    expect(written).toHaveLength(2);
    expect(await view(other)).toMatchObject({ state: 'current' });
    const { installations } = await inAccount();
    expect(installations.map(({ settings }) => settings[settingNames.websiteId]).sort()).toEqual(
      [caller.websiteId, other.websiteId].sort(),
    );
  });

  test('an installation that somebody pointed at another website is this one’s again', async () => {
    const other = await stage.caller('Maison Deux');
    await connect();
    const { installationId } = await install();
    const client = await stage.connections.openClient((await stage.find(caller))!.id);
    await client.request({
      method: 'PUT',
      path: `/api/v2/apps/installations/${installationId}`,
      body: { settings: { [settingNames.websiteId]: other.websiteId } },
    });
    expect((await install()).changes).toEqual(['settings_written']);
    const { installations } = await inAccount();
    expect(installations).toMatchObject([
      { id: installationId, settings: { [settingNames.websiteId]: caller.websiteId } },
    ]);
  });

  test('what the page gives to copy is what the panel is held to', async () => {
    const { settings } = await view();
    const { parsePlatform } = await import('@/lib/websites/platforms');
    expect(parsePlatform(settings.domain)).toBe('FR');
  });

  test('an installation that was removed by hand is made again', async () => {
    await connect();
    const { installationId } = await install();
    const client = await stage.connections.openClient((await stage.find(caller))!.id);
    await client.request({ method: 'DELETE', path: `/api/v2/apps/installations/${installationId}` });
    expect((await install()).changes).toEqual(['installed']);
    expect((await inAccount()).installations).toHaveLength(1);
    expect(await stage.db.appInstallation.count({ where: { websiteId: caller.websiteId } })).toBe(1);
  });
});

describe('is refused in words', () => {
  test('by a plan without private apps: nothing is uploaded', async () => {
    await connect();
    await stage.zendesk.change(account, { settings: { appsCreatePrivate: false } });
    await expect(install()).rejects.toMatchObject({ code: 'app_plan' });
    expect(await requestsTo('POST', /^\/api\/v2\/apps/)).toEqual([]);
  });

  test('by an account that is away, and without a connection', async () => {
    await expect(install()).rejects.toMatchObject({ code: 'connection_missing' });
    await connect();
    await stage.zendesk.fault(account, { kind: 'unavailable', path: '^/api/v2/apps' });
    await expect(install()).rejects.toMatchObject({ code: 'zendesk_unreachable' });
  });
});

test.each([
  ['the app’s build', '^/api/v2/apps$'],
  ['the installation', '^/api/v2/apps/installations$'],
])('a lost answer to %s is found again, not done twice', async (_what, path) => {
  await connect();
  await stage.zendesk.fault(account, { kind: 'cut_after', method: 'POST', path, times: 1 });
  await expect(install()).rejects.toMatchObject({ status: 502 });
  await vi.waitFor(async () => expect((await inAccount()).apps).toHaveLength(1));
  await install();
  const { apps, installations } = await inAccount();
  expect([apps.length, installations.length]).toEqual([1, 1]);
});

test('fifty saves and installations at once, in processes that are killed at random, end in exactly one of each', async () => {
  const order = { caller, input: inputs.oauth(account), count: 10 };
  const children = Array.from({ length: 5 }, () => startProgram('saveAndInstall', order));
  const outputs = children.map((child) => text(child.stdout));
  // Three of five are killed wherever they are when the account has seen so many requests: a random place each time.
  for (const child of children.slice(0, 3)) {
    const seen = (await stage.zendesk.requests(account)).count + 5 + Math.floor(Math.random() * 40);
    await vi.waitFor(
      async () =>
        expect(child.exitCode !== null || (await stage.zendesk.requests(account)).count >= seen).toBe(true),
      { timeout: 90_000, interval: 20 },
    );
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  expect((await Promise.all(outputs)).slice(3)).toEqual(['ok', 'ok']);
  const version = (await stage.find(caller))?.version ?? 0;
  expect(await stage.service.saveConnection(caller, inputs.oauth(account, { version }))).toMatchObject({
    setupFault: null,
  });
  await install();
  const { fields, triggers, webhooks } = await stage.made(account, caller);
  const { apps, installations } = await inAccount();
  expect({
    fields: fields.length,
    triggers: triggers.length,
    webhooks: webhooks.length,
    apps: apps.length,
    installations: installations.length,
  }).toEqual({ fields: 1, triggers: 1, webhooks: 1, apps: 1, installations: 1 });
  expect(await stage.find(caller)).toMatchObject({ state: 'active', lastErrorCode: null });
}, 240_000);
