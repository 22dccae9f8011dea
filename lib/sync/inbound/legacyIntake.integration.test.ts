import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { account, openStage, type Stage } from '@/lib/sync/testing/stage';
import { signDelivery } from '@/lib/zendesk/webhookSignature';

let stage: Stage;
let basic = '';
beforeAll(async () => {
  stage = await openStage();
  const { id, secretKey } = stage.website;
  basic = `Basic ${Buffer.from(`${id}:${secretKey}`).toString('base64')}`;
}, 120_000);
afterAll(() => stage.close());

const form = 'application/x-www-form-urlencoded';
const paramsOf = (idVente: string) => new URLSearchParams({ params: JSON.stringify({ idVente }) }).toString();

function call(id: string, body: string, headers: Record<string, string>, action = 'act_zendesk_api') {
  return fetch(`${stage.appUrl}/index.php?action=${action}&source=zendesk&id=${id}`, {
    method: 'POST',
    headers: { 'content-type': form, ...headers },
    body,
  });
}

describe("the former integration's call", () => {
  test('brings an agent’s reply home, proven by the website’s key', async () => {
    const { id: reviewId } = await stage.review({ orderRef: 'LEG-1' });
    await stage.run();
    const link = await stage.db.ticketLink.findUniqueOrThrow({ where: { reviewId } });
    const ticketId = Number(link.ticketId);
    await stage.zendesk.change(account, { delivery: { dropNext: 1 } });
    await stage.zendesk.act(account, ticketId, { comment: { body: 'Nous vous rappelons.', public: true } });
    await stage.webhooksSent();
    const answer = await call(String(ticketId), paramsOf('LEG-1'), { authorization: basic });
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'accepted' }]);
    await stage.run();
    expect(await stage.db.exchange.count({ where: { reviewId } })).toBe(1);
    const event = await stage.db.webhookEvent.findFirstOrThrow({ where: { ticketId: BigInt(ticketId) } });
    expect(event.idVente).toBe('LEG-1');
    expect(JSON.stringify(event.body)).not.toContain('LEG-1');
  });

  test('is taken once by its invocation when the webhook signed it', async () => {
    const { idWebhook } = await stage.db.websiteZendeskapp.findUniqueOrThrow({
      where: { websiteId: stage.website.id },
    });
    const { openSecret } = await import('@/lib/platform/crypto/secrets');
    const ref = {
      ownerTable: 'zendesk_connection',
      ownerId: stage.connectionId,
      name: 'webhook_signing_secret',
    };
    const secret = (await openSecret(stage.db, ref)) ?? '';
    const timestamp = new Date().toISOString();
    const body = paramsOf('LEG-2');
    const headers = {
      'x-zendesk-webhook-id': idWebhook ?? '',
      'x-zendesk-webhook-invocation-id': 'inv-legacy',
      'x-zendesk-webhook-signature-timestamp': timestamp,
      'x-zendesk-webhook-signature': signDelivery(secret, timestamp, body),
    };
    expect(await (await call('7', body, headers)).json()).toEqual({ status: 'accepted' });
    expect(await (await call('7', body, headers)).json()).toEqual({ status: 'duplicate' });
    expect((await call('7', `${body}x`, headers)).status).toBe(401);
    expect((await call('7', body, { ...headers, 'x-zendesk-webhook-id': 'another' })).status).toBe(401);
  });

  test.each([
    ['no proof', '7', paramsOf('X'), {}, 401],
    ['a wrong key', '7', paramsOf('X'), { authorization: 'Basic eDp5' }, 401],
    ['no ticket', '', paramsOf('X'), 'basic', 400],
    ['a ticket that is no number', '7 OR 1', paramsOf('X'), 'basic', 400],
    ['another content type', '7', 'x', { 'content-type': 'text/plain' }, 415],
    ['too much', '7', 'x'.repeat(262_145), 'basic', 413],
  ])('is refused with %s', async (_name, id, body, given, status) => {
    const headers = given === 'basic' ? { authorization: basic } : (given as Record<string, string>);
    expect((await call(encodeURIComponent(id), body, headers)).status).toBe(status);
  });

  test('a body broken by an unescaped order still tells its ticket', async () => {
    const answer = await call('8', 'params={"idVente":"say "hi""}', { authorization: basic });
    expect(answer.status).toBe(200);
  });
});
