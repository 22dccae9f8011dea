import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basic, client, startForTest, tokenOf } from './harness';
import type { PracticeZendesk } from './server';

let practice: PracticeZendesk;
beforeAll(async () => {
  practice = await startForTest();
});
afterAll(() => practice.close());

const password = (subdomain: string, who = 'admin') => basic(`${who}@${subdomain}.test`, 'zendesk-demo');

describe('Basic credentials', () => {
  it('accepts a password and an API token where the account allows them', async () => {
    for (const authorization of [password('boutique-fr'), tokenOf('boutique-fr')]) {
      const { status, json } = await client(practice, 'boutique-fr', authorization).get('/users/me.json');
      expect(status).toBe(200);
      expect(json.user).toMatchObject({ email: 'admin@boutique-fr.test', role: 'admin', active: true });
    }
  });

  it.each([
    ['a wrong password', 'boutique-fr', basic('admin@boutique-fr.test', 'nope')],
    ['a wrong token', 'boutique-fr', basic('admin@boutique-fr.test/token', 'nope')],
    [
      'another account’s token',
      'boutique-fr',
      basic('admin@boutique-fr.test/token', 'zt-boutique-en-demo-token'),
    ],
    ['an unknown e-mail', 'boutique-fr', basic('ghost@boutique-fr.test/token', 'zt-boutique-fr-demo-token')],
    ['a header that is no Basic', 'boutique-fr', 'Basic ???'],
    ['a password where passwords are off', 'nopassword', password('nopassword')],
    ['a token where tokens are off', 'notoken', tokenOf('notoken')],
    ['a password on an OAuth-only account', 'modern', password('modern')],
    ['a token on an OAuth-only account', 'modern', tokenOf('modern')],
  ])('refuses %s with the recorded 401', async (_, subdomain, authorization) => {
    const { status, json, headers } = await client(practice, subdomain, authorization).get('/users/me');
    expect(status).toBe(401);
    expect(json).toEqual({ error: "Couldn't authenticate you" });
    expect(headers.get('www-authenticate')).toBe('Basic realm="Web Password"');
  });

  it('says in the settings which methods are on, as strings', async () => {
    const read = async (subdomain: string, authorization: string) =>
      (await client(practice, subdomain, authorization).get('/account/settings')).json.settings.api;
    expect(await read('notoken', password('notoken'))).toMatchObject({
      api_password_access: 'true',
      api_token_access: 'false',
    });
    expect(await read('nopassword', tokenOf('nopassword'))).toMatchObject({
      api_password_access: 'false',
      api_token_access: 'true',
    });
  });
});

describe('who may do what', () => {
  it('answers users/me to nobody in particular with 200 and no id', async () => {
    const { status, json } = await client(practice, 'boutique-fr', null).get('/users/me');
    expect(status).toBe(200);
    expect(json.user).toMatchObject({ id: null, name: 'Anonymous user' });
  });

  it('asks everyone else for credentials', async () => {
    expect((await client(practice, 'boutique-fr', null).get('/tickets')).status).toBe(401);
  });

  it.each(['/webhooks', '/incremental/tickets/cursor?start_time=0'])(
    'refuses an agent on %s',
    async (path) => {
      const { status, json } = await client(practice, 'boutique-fr', tokenOf('boutique-fr', 'camille')).get(
        path,
      );
      expect(status).toBe(403);
      expect(json.error.title).toBe('Forbidden');
    },
  );

  it('refuses an agent who creates a field or a trigger', async () => {
    const agent = client(practice, 'boutique-fr', tokenOf('boutique-fr', 'sam'));
    expect((await agent.post('/ticket_fields', { ticket_field: { title: 'x' } })).status).toBe(403);
    expect((await agent.post('/triggers', { trigger: { title: 'x' } })).status).toBe(403);
  });

  it('shows a suspended administrator as inactive and lets them do nothing', async () => {
    const api = client(practice, 'suspended-user');
    expect((await api.get('/users/me')).json.user).toMatchObject({
      active: false,
      suspended: true,
      role: 'admin',
    });
    expect((await api.get('/tickets')).status).toBe(403);
  });

  it('notices a demotion at once', async () => {
    const api = client(practice, 'boutique-en');
    expect((await api.get('/webhooks')).status).toBe(200);
    await practice.control.changeUser('boutique-en', 'admin@boutique-en.test', { role: 'agent' });
    expect((await api.get('/webhooks')).status).toBe(403);
    await practice.control.reset('boutique-en');
    expect((await api.get('/webhooks')).status).toBe(200);
  });
});

describe('addresses', () => {
  it('knows no help desk at an unknown subdomain', async () => {
    const { status, json } = await client(practice, 'nobody-here', null).get('/users/me.json');
    expect(status).toBe(404);
    expect(json.error.title).toBe('No help desk at nobody-here.zendesk.com');
  });

  it.each(['/users/me', '/users/me.json', '/users/me/'])('answers %s', async (path) => {
    expect((await client(practice, 'boutique-fr').get(path)).status).toBe(200);
  });

  it('refuses unknown endpoints and records in their own ways', async () => {
    const api = client(practice, 'boutique-fr');
    expect((await api.get('/nothing')).json).toEqual({ error: 'InvalidEndpoint', description: 'Not found' });
    expect((await api.get('/tickets/999999')).json).toEqual({
      error: 'RecordNotFound',
      description: 'Not found',
    });
    expect((await api.get('/tickets/abc')).json.error.title).toBe('Invalid attribute');
  });

  it('carries the version, a request id and the rate on every answer, refusals included', async () => {
    for (const authorization of [tokenOf('boutique-fr'), 'Basic xx']) {
      const { headers } = await client(practice, 'boutique-fr', authorization).get('/tickets');
      expect(headers.get('x-zendesk-api-version')).toBe('v2');
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      for (const name of [
        'x-rate-limit',
        'x-rate-limit-remaining',
        'ratelimit-limit',
        'ratelimit-remaining',
        'ratelimit-reset',
      ]) {
        expect(headers.get(name)).toMatch(/^\d+$/);
      }
    }
  });
});
