/** The move from an API token to OAuth while reviews and replies flow: what is counted at the end is what counts. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { moveInput } from '@/lib/connection/schema';
import { account, openStage, secretOfClient, type Stage } from '@/lib/sync/testing/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const tokenConnection = (version: number) => ({
  method: 'api_token' as const,
  subdomain: account,
  email: `admin@${account}.test`,
  secret: `zt-${account}-demo-token`,
  exemptNotifications: true,
  version,
});

async function move(secret: string) {
  const { moveToOauth } = await import('@/lib/connection/move');
  const { version } = await stage.connection();
  const steps: string[] = [];
  const input = moveInput.parse({ clientId: 'verified_reviews', secret, version });
  for await (const step of await moveToOauth(stage.caller, input)) {
    steps.push('check' in step ? `${step.step}:${step.check.name}:${step.check.state}` : step.step);
  }
  return steps;
}

/** Reviews keep coming and engines keep running until told to stop. @returns the reviews made. */
function keepTraffic(signal: { isOver: boolean }) {
  const made: string[] = [];
  const work = async () => {
    do {
      const name = randomUUID();
      // Each its own author: two tickets at once for one whom Zendesk does not know yet collide, and wait a minute.
      const author = { firstName: 'Alix', lastName: 'Vasseur', email: `${name}@author.test` };
      made.push((await stage.review({ orderRef: `CMD-${name}`, author })).id);
      await stage.run();
    } while (!signal.isOver);
  };
  return Promise.all([work(), work()]).then(() => made);
}

test('a move under traffic loses, doubles and fails nothing, and leaves no trace of the token', async () => {
  const { saveConnection } = await import('@/lib/connection/service');
  await saveConnection(stage.caller, tokenConnection(1));
  const before = await stage.db.secret.findFirstOrThrow({
    where: { ownerId: stage.connectionId, name: 'credential' },
  });
  const traffic = { isOver: false };
  const flowing = keepTraffic(traffic);
  // Calls are on their way with the token while it is replaced.
  await stage.until(
    () => stage.tickets(),
    (tickets) => tickets.length >= 2,
  );
  await stage.zendesk.clearRequests(account);
  const steps = await move(secretOfClient);
  const moved = (await stage.tickets()).length;
  await stage.until(
    () => stage.tickets(),
    (tickets) => tickets.length >= moved + 2,
  );
  traffic.isOver = true;
  const reviews = await flowing;
  await stage.run();

  expect(steps.filter((step) => !step.includes(':'))).toEqual(['swapped', 'erased']);
  expect(steps.filter((step) => step.startsWith('new:')).every((step) => step.endsWith(':passed'))).toBe(
    true,
  );
  const deliveries = await stage.db.delivery.findMany({ where: { connectionId: stage.connectionId } });
  expect(deliveries.filter(({ state, lastErrorCode }) => state !== 'done' || lastErrorCode !== null)).toEqual(
    [],
  );
  const externalIds = (await stage.tickets()).map(({ externalId }) => externalId);
  expect(externalIds.sort()).toEqual(reviews.map((id) => `verified-reviews:${id}`).sort());
  const { requests } = await stage.zendesk.requests(account);
  expect(requests.filter(({ status }) => status === 401 || status === 403)).toEqual([]);

  expect(await stage.connection()).toMatchObject({
    method: 'oauth_client_credentials',
    state: 'active',
    email: null,
  });
  const after = await stage.db.secret.findMany({
    where: { ownerId: stage.connectionId, name: 'credential' },
  });
  expect(after.map(({ last4 }) => last4)).toEqual([secretOfClient.slice(-4)]);
  expect(Buffer.from(after[0]!.sealed).equals(Buffer.from(before.sealed))).toBe(false);
  const audited = await stage.db.auditLog.findMany({ where: { websiteId: stage.website.id } });
  expect(audited.map(({ action }) => action)).toContain('zendesk.moved');
}, 90_000);

test('new credentials that do not work change nothing: the token goes on', async () => {
  const { saveConnection } = await import('@/lib/connection/service');
  await saveConnection(stage.caller, tokenConnection((await stage.connection()).version));
  const steps = await move('zs-wrong-secret');
  expect(steps.at(-1)).toBe('kept');
  expect(steps).toContain('new:credentials_accepted:failed');
  expect(await stage.connection()).toMatchObject({ method: 'api_token', state: 'active' });
  const review = await stage.review();
  await stage.run();
  expect((await stage.tickets()).map(({ externalId }) => externalId)).toContain(
    `verified-reviews:${review.id}`,
  );
});

test('a token that has stopped working is moved away from all the same, and what waited goes up', async () => {
  const review = await stage.review();
  await stage.zendesk.revoke(account, { apiTokens: true });
  await stage.run();
  expect((await stage.connection()).state).toBe('needs_credentials');
  const steps = await move(secretOfClient);
  expect(steps).toContain('present:credentials_accepted:failed');
  expect(steps.slice(-2)).toEqual(['swapped', 'erased']);
  await stage.skipWaits();
  await stage.run();
  expect((await stage.tickets()).map(({ externalId }) => externalId)).toContain(
    `verified-reviews:${review.id}`,
  );
});
