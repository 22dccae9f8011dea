import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Caller } from '@/lib/platform/audit';
import type { ConnectionInput } from '@/lib/connection/schema';
import { appUrl, inputs, openStage, startSaving, type Stage } from '@/lib/connection/testing/stage';
import type { CheckResult } from '@/lib/zendesk/checks';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

async function runTest(caller: Caller, input: ConnectionInput): Promise<CheckResult[]> {
  const checks: CheckResult[] = [];
  for await (const check of await stage.service.testConnection(caller.websiteId, input)) checks.push(check);
  return checks;
}

const nothingSaved = async (caller: Caller) => {
  expect(await stage.find(caller)).toBeNull();
  expect(await stage.db.auditLog.count({ where: { websiteId: caller.websiteId } })).toBe(0);
};

describe.each([
  ['OAuth client', inputs.oauth('boutique-fr'), []],
  ['API token', inputs.token('boutique-fr'), ['method_end_date']],
  ['password', inputs.password('boutique-fr'), ['method_end_date']],
] as const)('%s', (_name, input, warnings) => {
  test('passes every check, warns only of an end date, and saves nothing by testing', async () => {
    const caller = await stage.caller();
    const checks = await runTest(caller, input);
    expect(checks.map(({ name }) => name)).toEqual([
      'account_found',
      'credentials_accepted',
      'user_active',
      'user_admin',
      'method_end_date',
      'api_access',
      'private_first_comment',
    ]);
    expect(checks.filter(({ state }) => state !== 'passed').map(({ name }) => name)).toEqual(warnings);
    await nothingSaved(caller);
  });

  test('is saved with its secret apart, field, webhook and trigger are made, and the connection is active', async () => {
    const caller = await stage.caller();
    expect(await stage.service.saveConnection(caller, input)).toMatchObject({ setupFault: null });
    const row = await stage.find(caller);
    expect(row).toMatchObject({
      state: 'active',
      method: input.method,
      subdomain: 'boutique-fr',
      version: 1,
      lastErrorCode: null,
    });
    expect(row?.zendeskUserName).toBe('Alex Martin');
    const { fields, triggers, webhooks } = await stage.made('boutique-fr', caller);
    expect([fields.length, triggers.length, webhooks.length]).toEqual([1, 1, 1]);
    expect(webhooks[0]?.endpoint).toBe(`${appUrl}/api/zendesk/webhooks/${row?.id}`);
    expect(String(row?.objects?.idCustomField)).toBe(String(fields[0]?.id));
    expect(String(row?.objects?.idTrigger)).toBe(String(triggers[0]?.id));
    expect(row?.objects?.idWebhook).toBe(webhooks[0]?.id);
    const names = await stage.secretNames(row!.id);
    expect(names).toEqual(
      expect.arrayContaining(['credential', 'webhook_api_key', 'webhook_signing_secret']),
    );
    const client = await stage.connections.openClient(row!.id);
    await expect(client.request({ method: 'GET', path: '/api/v2/users/me' })).resolves.toBeUndefined();
  });
});

/** Each fault with the check that must name it. */
const faults: [string, ConnectionInput, string, string][] = [
  ['an unknown subdomain', inputs.oauth('nobody-here'), 'account_found', 'account_missing'],
  [
    'a wrong client secret',
    inputs.oauth('boutique-fr', { secret: 'wrong' }),
    'credentials_accepted',
    'credentials_refused',
  ],
  [
    'a wrong token',
    inputs.token('boutique-fr', { secret: 'wrong' }),
    'credentials_accepted',
    'credentials_refused',
  ],
  [
    'a wrong password',
    inputs.password('boutique-fr', { secret: 'wrong' }),
    'credentials_accepted',
    'credentials_refused',
  ],
  [
    'an agent instead of an administrator',
    inputs.token('boutique-fr', { email: 'sam@boutique-fr.test' }),
    'user_admin',
    'not_admin',
  ],
  [
    'a client owned by an agent',
    inputs.oauth('agentonly', { clientId: 'verified_reviews_agent', secret: 'zs-agentonly-agent-secret' }),
    'user_admin',
    'not_admin',
  ],
  ['a suspended user', inputs.token('suspended-user'), 'user_active', 'user_suspended'],
  ['HTML', inputs.token('html'), 'account_found', 'html_answer'],
  ['a connection that is cut', inputs.token('cutter'), 'account_found', 'connection_cut'],
  [
    'an account that makes first comments public',
    inputs.oauth('noprivate'),
    'private_first_comment',
    'first_comment_public',
  ],
  ['token access switched off', inputs.token('notoken'), 'credentials_accepted', 'credentials_refused'],
  [
    'password access switched off',
    inputs.password('nopassword'),
    'credentials_accepted',
    'credentials_refused',
  ],
];

describe('bad input', () => {
  test.each(faults)(
    '%s: the test names the check and saving is refused with it, nothing saved',
    async (_what, input, check, reason) => {
      const caller = await stage.caller();
      const failed = (await runTest(caller, input)).find(({ state }) => state === 'failed');
      expect(failed).toMatchObject({ name: check, reason });
      await expect(stage.service.saveConnection(caller, input)).rejects.toMatchObject({
        code: 'connection_check_failed',
        params: { check, reason },
      });
      await nothingSaved(caller);
    },
  );

  test('an account that never answers: named as a time-out, nothing saved', { timeout: 40_000 }, async () => {
    const caller = await stage.caller();
    await expect(stage.service.saveConnection(caller, inputs.token('slow'))).rejects.toMatchObject({
      code: 'connection_check_failed',
      params: { check: 'account_found', reason: 'timeout' },
    });
    await nothingSaved(caller);
  });

  test('without a secret, neither test nor save begins', async () => {
    const caller = await stage.caller();
    const input = inputs.oauth('boutique-fr', { secret: undefined });
    await expect(stage.service.testConnection(caller.websiteId, input)).rejects.toMatchObject({
      code: 'credential_required',
    });
    await expect(stage.service.saveConnection(caller, input)).rejects.toMatchObject({
      code: 'credential_required',
      fields: [{ path: 'secret', code: 'credential_required' }],
    });
  });
});

describe('a stored secret', () => {
  test('is kept while the field stays empty', async () => {
    const caller = await stage.caller();
    await stage.service.saveConnection(caller, inputs.token('boutique-en'));
    await stage.service.saveConnection(
      caller,
      inputs.token('boutique-en', { secret: undefined, version: 1 }),
    );
    expect(await stage.find(caller)).toMatchObject({ version: 2, state: 'active' });
  });

  test.each([
    ['another account', inputs.token('boutique-fr', { secret: undefined, version: 1 })],
    ['another method', inputs.password('boutique-en', { secret: undefined, version: 1 })],
    ['another client', inputs.oauth('boutique-en', { secret: undefined, version: 1 })],
  ])('is never used for %s', async (_what, input) => {
    const caller = await stage.caller();
    await stage.service.saveConnection(caller, inputs.token('boutique-en'));
    await stage.zendesk.clearRequests(input.subdomain);
    await expect(stage.service.saveConnection(caller, input)).rejects.toMatchObject({
      code: 'credential_required',
    });
    expect((await stage.zendesk.requests(input.subdomain)).count).toBe(0);
  });

  test('appears in no answer, no error, no audit line and no column', async () => {
    const { getZendeskPage } = await import('@/lib/connection/queries');
    const caller = await stage.caller();
    const canary = 'zs-boutique-fr-demo-secret';
    await stage.service.saveConnection(caller, inputs.oauth('boutique-fr'));
    const refused = await stage.service
      .saveConnection(caller, inputs.oauth('boutique-fr', { version: 1, secret: 'canary-wrong-secret' }))
      .catch((error: unknown) => error as Error);
    const row = await stage.find(caller);
    const page = await getZendeskPage(caller.websiteId);
    const audit = await stage.db.auditLog.findMany({ where: { websiteId: caller.websiteId } });
    const seen = JSON.stringify(
      [row, page, audit, refused, String((refused as Error).stack)],
      (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
    );
    const { openSecret } = await import('@/lib/platform/crypto/secrets');
    const names = ['webhook_signing_secret', 'webhook_api_key', 'access_token'];
    const stored = await Promise.all(
      names.map((name) => openSecret(stage.db, { ownerTable: 'zendesk_connection', ownerId: row!.id, name })),
    );
    expect(stored.every((value) => value !== null)).toBe(true);
    for (const secret of [canary, 'canary-wrong-secret', ...stored]) expect(seen).not.toContain(secret);
    expect(page.connection?.secretLast4).toBe('cret');
    expect(audit.map(({ action }) => action)).toEqual([
      'zendesk.connection_saved',
      'zendesk.objects_ensured',
    ]);
  });

  test(
    'is in nothing a process prints, at the most talkative log level, whether the save works or not',
    { timeout: 60_000 },
    async () => {
      vi.stubEnv('LOG_LEVEL', 'trace');
      const caller = await stage.caller();
      for (const secret of ['canary-wrong-secret', 'zs-modern-demo-secret']) {
        const child = startSaving(caller, inputs.oauth('modern', { secret }));
        const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
        expect(`${stdout}${stderr}`).not.toContain(secret);
      }
      expect((await stage.find(caller))?.state).toBe('active');
    },
  );
});
