import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '@/lib/platform/audit';
import { inputs, openStage, type Stage } from '@/lib/connection/testing/stage';
import type { ConnectionInput } from '@/lib/connection/schema';

const account = 'modern';
let stage: Stage;
let caller: Caller;

beforeAll(async () => {
  // Hosted, with a client of its own, and an operator who has said nothing: one click alone.
  stage = await openStage({ APP_URL: 'https://reviews.example' });
});
afterAll(() => stage.close());
beforeEach(async () => {
  await stage.zendesk.reset(account);
  await stage.zendesk.change(account, { settings: { passwordAccess: true, tokenAccess: true } });
  caller = await stage.caller();
});

const reached = async () => (await stage.zendesk.requests(account)).count;
const notOffered = { code: 'method_not_offered', fields: [{ path: 'method' }] };

/** A connection made before one click was all there is. */
async function keepFromBefore(input: ConnectionInput, state: 'active' | 'disconnected' = 'active') {
  const { putSecret } = await import('@/lib/platform/crypto/secrets');
  const { db } = stage;
  const { websiteId } = caller;
  const email = 'email' in input ? input.email : null;
  const row = await db.zendeskConnection.create({
    data: { websiteId, method: input.method, subdomain: input.subdomain, email, state, version: 1 },
  });
  const secret = 'secret' in input ? (input.secret ?? '') : '';
  const ref = { ownerTable: 'zendesk_connection', ownerId: row.id };
  await stage.transaction(async (tx) => {
    await putSecret(tx, { ...ref, name: 'credential' }, secret);
    await putSecret(tx, { ...ref, name: 'webhook_api_key' }, 'k'.repeat(43));
    await tx.websiteZendeskapp.create({ data: { websiteId, connectionId: row.id } });
  });
}

describe('a hosted deployment with a client of its own', () => {
  test('shows one click alone', async () => {
    const { getZendeskPage } = await import('@/lib/connection/queries');
    expect((await getZendeskPage(caller.websiteId)).offered).toEqual(['oauth_code']);
  });

  test.each(['oauth', 'token', 'password'] as const)(
    'takes no new connection by %s, neither to save nor to test, and sends the secret nowhere',
    async (way) => {
      const input = inputs[way](account);
      await expect(stage.service.saveConnection(caller, input)).rejects.toMatchObject(notOffered);
      await expect(stage.service.testConnection(caller.websiteId, input)).rejects.toMatchObject(notOffered);
      expect(await reached()).toBe(0);
      expect(await stage.find(caller)).toBeNull();
    },
  );

  test.each(['token', 'password'] as const)(
    'lets what exists by %s go on, new secret included',
    async (way) => {
      const input = inputs[way](account);
      await keepFromBefore(input);
      expect((await stage.service.saveConnection(caller, { ...input, version: 1 })).setupFault).toBeNull();
      expect(await stage.find(caller)).toMatchObject({ state: 'active', method: input.method });
    },
  );

  test('what exists goes on in its own account only, and only while it is live', async () => {
    await keepFromBefore(inputs.token('boutique-fr'));
    const elsewhere = inputs.token(account, { version: 1 });
    await expect(stage.service.saveConnection(caller, elsewhere)).rejects.toMatchObject(notOffered);
    const other = inputs.password('boutique-fr', { version: 1 });
    await expect(stage.service.saveConnection(caller, other)).rejects.toMatchObject(notOffered);
    const { websiteId } = caller;
    await stage.db.zendeskConnection.update({ where: { websiteId }, data: { state: 'disconnected' } });
    const again = inputs.token('boutique-fr', { version: 1 });
    await expect(stage.service.saveConnection(caller, again)).rejects.toMatchObject(notOffered);
  });

  test('no guided move to a client of the merchant’s own', async () => {
    await keepFromBefore(inputs.token(account));
    const { moveToOauth } = await import('@/lib/connection/move');
    const move = { clientId: 'verified_reviews', secret: `zs-${account}-demo-secret`, version: 1 };
    await expect(moveToOauth(caller, move)).rejects.toMatchObject(notOffered);
    expect(await stage.find(caller)).toMatchObject({ method: 'api_token' });
  });
});
