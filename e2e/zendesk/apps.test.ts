import { createPublicKey } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { finished, MANIFEST, packageFiles, upload, zip } from './apps/testing';
import { client, startForTest, tokenOf } from './harness';
import type { PracticeZendesk } from './server';

let practice: PracticeZendesk;
beforeAll(async () => {
  practice = await startForTest();
});
beforeEach(() => practice.control.reset());
afterAll(() => practice.close());

const SUB = 'boutique-fr';
const api = () => client(practice, SUB);
const uploads = (content: Buffer) =>
  upload(`${practice.url}/${SUB}/api/v2/apps/uploads`, tokenOf(SUB), content);
const SETTINGS = { name: 'Reviews FR', website: 'w-1', secret: 'canary-1' };

async function send(files = packageFiles(), appId?: number) {
  const { id } = (await (await uploads(zip(files))).json()) as { id: number };
  const body = { upload_id: id, name: 'Reviews', short_description: 'Reviews beside tickets' };
  const queued = await (appId ? api().put(`/apps/${appId}`, body) : api().post('/apps', body));
  expect(queued.status).toBe(202);
  return finished(api(), `/apps/job_statuses/${queued.json.job_id}`);
}
const build = async (files = packageFiles()) => (await send(files)).json.app_id;
const install = async (appId: number, settings: Record<string, unknown> = SETTINGS) =>
  api().post('/apps/installations', { app_id: appId, settings });

describe('building an app', () => {
  it('goes from upload over a job to an app that its owner sees', async () => {
    const uploaded = await uploads(zip(packageFiles()));
    expect(uploaded.status).toBe(201);
    const { id } = (await uploaded.json()) as { id: number };
    const queued = await api().post('/apps', { upload_id: id, name: 'Reviews', short_description: 'x' });
    expect(queued.status).toBe(202);
    expect(queued.headers.get('location')).toContain(`/apps/job_statuses/${queued.json.job_id}`);
    const done = await finished(api(), `/apps/job_statuses/${queued.json.job_id}`);
    expect(done.json).toMatchObject({ status: 'completed', progress: 100, retry_in: 0 });
    const owned = await api().get('/apps/owned');
    expect(owned.json.apps).toMatchObject([{ id: done.json.app_id, name: 'Reviews', version: '1.0.0' }]);
  });

  it('answers a failed build with 404 and the reason, and makes no app', async () => {
    const failed = await send({ 'manifest.json': '{}' });
    expect(failed.status).toBe(404);
    expect(failed.json).toMatchObject({ status: 'failed', app_id: null });
    const { id } = (await (await uploads(Buffer.from('no zip'))).json()) as { id: number };
    const { job_id } = (await api().post('/apps', { upload_id: id, name: 'x' })).json;
    const broken = await finished(api(), `/apps/job_statuses/${job_id}`);
    expect([broken.status, broken.json.message]).toEqual([404, 'Cannot unzip the package']);
    expect((await api().get('/apps/owned')).json.apps).toEqual([]);
  });

  it('updates in place: same id, key and installations, new defaults filled in', async () => {
    const id = await build();
    const installation = (await install(id)).json;
    const key = (await api().get(`/apps/${id}/public_key`)).text;
    const parameters = [...MANIFEST.parameters, { name: 'limit', type: 'number', default: 7 }];
    const labels = {
      website: { label: 'W' },
      secret: { label: 'S' },
      compact: { label: 'C' },
      limit: { label: 'L' },
    };
    const translation = JSON.stringify({ app: { name: 'Reviews', parameters: labels } });
    const files = packageFiles({ version: '1.1.0', parameters }, { 'translations/en.json': translation });
    expect((await send(files, id)).json.app_id).toBe(id);
    expect((await api().get(`/apps/${id}/public_key`)).text).toBe(key);
    expect((await api().get(`/apps/installations/${installation.id}`)).json.settings).toEqual({
      ...{ name: 'Reviews FR', title: 'Reviews FR', website: 'w-1', compact: false, limit: 7 },
    });
  });

  it('refuses what is missing', async () => {
    expect((await api().post('/apps/uploads', {})).status).toBe(400);
    expect((await api().post('/apps', { name: 'x' })).text).toBe('Required parameter missing: upload_id');
    expect((await api().post('/apps', { upload_id: 1, name: 'x' })).status).toBe(404);
    expect((await api().post('/apps', { upload_id: 1 })).status).toBe(422);
    expect((await api().put('/apps/1', { upload_id: 1 })).status).toBe(404);
    expect((await api().get('/apps/job_statuses/none')).status).toBe(404);
  });

  it('lets agents read installations and keys, and only administrators build and install', async () => {
    const id = await build();
    const agent = client(practice, SUB, tokenOf(SUB, 'camille'));
    expect((await agent.post('/apps', { upload_id: 1, name: 'x' })).status).toBe(403);
    expect((await agent.post('/apps/installations', { app_id: id, settings: SETTINGS })).status).toBe(403);
    expect((await agent.get('/apps/installations')).status).toBe(200);
    expect((await agent.get(`/apps/${id}/public_key`)).status).toBe(200);
  });

  it('is refused where the plan has no private apps', async () => {
    const none = client(practice, 'noapps');
    const settings = (await none.get('/account/settings')).json.settings as unknown as { apps: object };
    expect(settings.apps).toMatchObject({ create_private: false });
    const address = `${practice.url}/noapps/api/v2/apps/uploads`;
    expect((await upload(address, tokenOf('noapps'), zip(packageFiles()))).status).toBe(403);
    expect((await none.post('/apps/installations', { app_id: 1, settings: SETTINGS })).status).toBe(403);
  });
});

describe('an installation', () => {
  it('keeps secure settings to itself, through every route', async () => {
    const appId = await build();
    const made = await install(appId);
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({ app_id: appId, enabled: true, pending_installation: false });
    const { id } = made.json;
    const changed = await api().put(`/apps/installations/${id}`, { settings: { website: 'w-2' } });
    expect(changed.json.settings).toEqual({
      name: 'Reviews FR',
      title: 'Reviews FR',
      website: 'w-2',
      compact: false,
    });
    const everything = [
      made.text,
      changed.text,
      (await api().get(`/apps/installations/${id}`)).text,
      (await api().get('/apps/installations?include=app')).text,
      (await api().get('/apps/owned')).text,
    ];
    expect(everything.join('')).not.toContain('canary-1');
  });

  it('stands beside others of the same app, unless the app is for one', async () => {
    const many = await build();
    const ids = [await install(many), await install(many, { ...SETTINGS, name: 'UK' })].map(
      (one) => one.json.id,
    );
    expect(new Set(ids).size).toBe(2);
    const single = await build(packageFiles({ singleInstall: true }));
    expect((await install(single)).status).toBe(201);
    expect((await install(single)).status).toBe(422);
    expect((await api().get('/apps/installations')).json.installations).toHaveLength(3);
  });

  it('wants settings, of the right kind, and lets `settings` win over the list', async () => {
    const appId = await build();
    expect((await install(appId, {})).status).toBe(400);
    expect((await install(appId, { name: 'x', website: 'w' })).status).toBe(422);
    expect((await install(appId, { ...SETTINGS, website: { a: 1 } })).status).toBe(422);
    const both = {
      app_id: appId,
      settings: SETTINGS,
      settings_objects: [{ name: 'website', value: 'other' }],
    };
    expect((await api().post('/apps/installations', both)).json.settings).toMatchObject({ website: 'w-1' });
    const list = Object.entries(SETTINGS).map(([name, value]) => ({ name, value }));
    const listed = await api().post('/apps/installations', { app_id: appId, settings_objects: list });
    expect(listed.json.settings).toMatchObject({ website: 'w-1', name: 'Reviews FR' });
    expect((await api().post('/apps/installations', { app_id: 5, settings: SETTINGS })).status).toBe(404);
  });

  it('is pending until its requirements are there, and takes them along when it goes', async () => {
    const sale = { ticket_fields: { sale: { title: 'Sale', type: 'text' } } };
    const appId = await build(packageFiles({}, { 'requirements.json': JSON.stringify(sale) }));
    const { json: first } = await install(appId);
    expect(first).toMatchObject({ enabled: false, pending_installation: true });
    const job = await finished(api(), `/apps/installations/job_statuses/${first.pending_job_id}`);
    expect(job.json).toMatchObject({ status: 'completed', installation_id: first.id });
    expect((await api().get(`/apps/installations/${first.id}`)).json).toMatchObject({ enabled: true });
    const { requirements } = (await api().get(`/apps/installations/${first.id}/requirements`)).json;
    expect(requirements).toMatchObject([{ identifier: 'sale', requirement_type: 'ticket_fields' }]);
    expect((await practice.control.objects(SUB)).fields.map((field) => field.title)).toEqual(['Sale']);
    expect((await api().delete(`/apps/installations/${first.id}`)).status).toBe(204);
    expect((await practice.control.objects(SUB)).fields).toEqual([]);
    expect((await api().get(`/apps/installations/${first.id}`)).status).toBe(404);
  });

  it('goes with its app', async () => {
    const appId = await build();
    const { id } = (await install(appId)).json;
    expect((await api().delete(`/apps/${appId}`)).status).toBe(204);
    expect((await api().get(`/apps/installations/${id}`)).status).toBe(404);
  });
});

it('gives each app its own RSA key, bare or quoted', async () => {
  const [one, two] = [await build(), await build()];
  const pem = (await api().get(`/apps/${one}/public_key`)).text;
  expect(createPublicKey(pem).asymmetricKeyType).toBe('rsa');
  expect((await api().get(`/apps/${two}/public_key`)).text).not.toBe(pem);
  await practice.control.change(SUB, { behaviour: { quotesPublicKey: true } });
  expect(JSON.parse((await api().get(`/apps/${one}/public_key`)).text)).toBe(pem);
  const unknown = await api().get('/apps/999/public_key');
  expect([unknown.status, unknown.text]).toEqual([404, '"Not Found"']);
});

it('notifies open panels within its limits', async () => {
  const app_id = await build();
  expect((await api().post('/apps/notify', { app_id, event: 'changed', body: 'x' })).status).toBe(204);
  expect((await api().post('/apps/notify', { app_id: 1, event: 'changed' })).status).toBe(404);
  const huge = await api().post('/apps/notify', { app_id, event: 'e', body: 'x'.repeat(1024 * 1024) });
  expect([huge.status, huge.text]).toEqual([413, 'Payload too large']);
});
