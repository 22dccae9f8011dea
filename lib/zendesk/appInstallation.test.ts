/** The app beside the tickets in an account that answers as recorded ones do. */
import { generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { ensureApp } from '@/lib/zendesk/appInstallation';
import { bearerAuth } from '@/lib/zendesk/auth';
import { createZendeskClient } from '@/lib/zendesk/client';
import { getAppPublicKey } from '@/lib/zendesk/resources/apps';
import { listInstallations, readInstallation } from '@/lib/zendesk/resources/installations';
import { json, startFakeZendesk, type FakeZendesk } from '@/lib/zendesk/testing/fakeZendesk';

const origin = 'https://reviews.example';
const websiteId = '11111111-2222-4333-8444-555555555555';
const otherId = '99999999-2222-4333-8444-555555555555';

type App = { id: number; name: string; short_description: null; author_url: string | null };
type Installation = { id?: number; app_id?: number | null; settings?: unknown; enabled?: boolean };

let fake: FakeZendesk | null = null;
afterEach(() => fake?.close());

/** An account with these apps and installations. A new app's description is read back as null, its author's address is kept. */
async function open(apps: App[], installations: Installation[], job: object[] = []) {
  let nextId = 900;
  const jobs = [...job, { id: 'j', status: 'completed', app_id: 901, retry_in: 0 }];
  fake = await startFakeZendesk(({ method, path, body }, response) => {
    const call = `${method} ${path.replace('/api/v2', '')}`;
    const id = Number(/\/(\d+)$/.exec(path)?.[1]);
    const given = () => JSON.parse(body) as Installation & { settings: object };
    if (call === 'GET /account/settings') return json(response, 200, { settings: {} });
    if (call === 'GET /apps/owned') return json(response, 200, { apps });
    if (call === 'GET /apps/installations') return json(response, 200, { installations });
    if (call === 'POST /apps/uploads') return json(response, 201, { id: 5 });
    if (call === 'POST /apps') {
      apps.push({ id: 901, name: 'Verified Reviews', short_description: null, author_url: origin });
      return json(response, 202, { job_id: 'j' });
    }
    if (call.startsWith('PUT /apps/installations/')) {
      const row = installations.find((one) => one.id === id);
      Object.assign(row ?? {}, given());
      return json(response, 200, row);
    }
    if (call.startsWith('PUT /apps/')) return json(response, 202, { job_id: 'j' });
    if (call.startsWith('GET /apps/job_statuses/'))
      return json(response, 200, jobs.length > 1 ? jobs.shift() : jobs[0]);
    if (call === 'POST /apps/installations') {
      const made = { id: nextId++, enabled: true, ...given() };
      installations.push(made);
      return json(response, 201, made);
    }
    const list: { id?: number }[] = call.startsWith('DELETE /apps/installations/') ? installations : apps;
    if (method === 'DELETE') {
      list.splice(
        list.findIndex((one) => one.id === id),
        1,
      );
      return response.writeHead(204).end();
    }
    return json(response, 404, { error: 'RecordNotFound', description: 'Not found' });
  });
  return createZendeskClient({ baseUrl: fake.url, auth: bearerAuth('t') });
}

const ours = (id: number): App => ({
  id,
  name: 'Verified Reviews',
  short_description: null,
  author_url: `${origin}/`,
});
const foreign: App = { id: 3, name: 'Another', short_description: null, author_url: null };
const wanted = (known: object = {}) => ({
  zip: new Uint8Array([1]),
  fileName: 'app.zip',
  hash: 'h',
  name: 'Verified Reviews',
  origin,
  known: { appId: null, installationId: null, hash: null, ...known },
  websiteSetting: 'website_id',
  settings: { name: 'Reviews', website_id: websiteId, website_key: 'k' },
});

describe('the app in an account', () => {
  it('whose id was lost is known by its author’s address: no second app, no second panel', async () => {
    const apps = [foreign, ours(30)];
    const client = await open(apps, [{ id: 7, app_id: 30, settings: { website_id: websiteId } }]);
    expect(await ensureApp(client, wanted())).toEqual({
      appId: 30,
      installationId: 7,
      changes: ['app_updated', 'settings_written'],
    });
    expect(apps.map(({ id }) => id)).toEqual([3, 30]);
  });

  it('that was made twice loses the one nobody installed, and no app of anybody else', async () => {
    const elsewhere = { ...ours(31), author_url: 'https://reviews.example.org' };
    const unreadable = { ...ours(32), author_url: 'no address' };
    const apps = [foreign, ours(30), elsewhere, unreadable, ours(33), ours(34)];
    const client = await open(apps, [
      { id: 7, app_id: 30, settings: { website_id: websiteId } },
      { id: 8, app_id: 33, settings: { website_id: otherId } },
    ]);
    const { changes } = await ensureApp(client, wanted({ appId: 30, hash: 'h' }));
    expect(changes).toEqual(['settings_written', 'duplicate_removed']);
    expect(apps.map(({ id }) => id)).toEqual([3, 30, 31, 32, 33]);
  });

  it('is not made twice by a second run that has forgotten the first', async () => {
    const apps: App[] = [foreign];
    const installations: Installation[] = [];
    const client = await open(apps, installations);
    const first = await ensureApp(client, wanted());
    const second = await ensureApp(client, wanted());
    expect(second).toMatchObject({ appId: first.appId, installationId: first.installationId });
    expect([apps.length, installations.length]).toEqual([2, 1]);
  });

  it.each([
    ['another website', { website_id: otherId }],
    ['no website', {}],
    ['nothing, as an empty list', []],
  ])('has its installation mended that names %s', async (_, settings) => {
    const installations: Installation[] = [{ id: 7, app_id: 30, enabled: false, settings }];
    const client = await open([ours(30)], installations);
    const known = { appId: 30, installationId: 7, hash: 'h' };
    expect((await ensureApp(client, wanted(known))).changes).toEqual(['settings_written']);
    expect(installations).toMatchObject([{ id: 7, enabled: true, settings: { website_id: websiteId } }]);
  });

  it('is installed beside rows of others that say little', async () => {
    const rows: Installation[] = [{ id: 1, app_id: null }, { id: 2, settings: [] }, { enabled: true }];
    const installations = [...rows, { id: 4, app_id: 3, settings: { website_id: websiteId } }];
    const client = await open([ours(30)], installations);
    expect((await listInstallations(client)).map(({ id }) => id)).toEqual([1, 2, 4]);
    expect((await ensureApp(client, wanted({ appId: 30, hash: 'h' }))).changes).toEqual(['installed']);
    expect(installations).toHaveLength(5);
  });

  it('is asked about while it is built when Zendesk says, not before', async () => {
    const working = { id: 'j', status: 'working', retry_in: 0.4 };
    const client = await open([foreign], [], [working, working]);
    const startedAt = Date.now();
    await ensureApp(client, wanted());
    expect(fake?.requests.filter(({ path }) => path.includes('/job_statuses/'))).toHaveLength(3);
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(790);
  });
});

describe('what an account tells of an app', () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const spki = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const pkcs1 = publicKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  const answering = async (body: unknown) => {
    fake = await startFakeZendesk((_, response) => json(response, 200, body));
    return createZendeskClient({ baseUrl: fake.url, auth: bearerAuth('t') });
  };

  it.each([
    ['PUBLIC KEY', spki],
    ['RSA PUBLIC KEY', pkcs1],
    ['RSA PUBLIC KEY, with line ends of another system', pkcs1.replaceAll('\n', '\r\n')],
  ])('its key as %s is the same key', async (_, text) => {
    expect(await getAppPublicKey(await answering(text), 30)).toBe(spki);
  });

  it.each(['', 'no key', spki.replace('MII', 'xxx'), '-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----'])(
    'a key that is none is refused: %j',
    async (text) => {
      await expect(getAppPublicKey(await answering(text), 30)).rejects.toMatchObject({ kind: 'malformed' });
    },
  );

  it.each([{ settings: [] }, { settings: null, app_id: null }, {}])(
    'an installation may say nothing: %j',
    async (more) => {
      const client = await answering({ id: 7, ...more });
      expect((await readInstallation(client, 7)).settings ?? null).toBeNull();
    },
  );
});
