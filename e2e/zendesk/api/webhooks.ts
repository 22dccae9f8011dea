import { allow, callerOf } from '../http/auth';
import type { PracticeApp, PracticeContext } from '../http/context';
import { readJson, recordIn } from '../http/body';
import { cursorPage } from '../http/pages';
import { bareJson } from '../http/reply';
import { signingSecret } from '../state/identifiers';
import type { WebhookRow } from '../state/webhook-rows';
import { createWebhook, mergeWebhook, presentWebhook, replaceWebhook } from '../webhooks/records';
import { listAddress, webhookInPath } from './request';
import { mountWebhookActivity } from './webhook-activity';

function listWebhooks(c: PracticeContext): Response {
  const status = c.req.query('filter[status]');
  const name = c.req.query('filter[name_contains]')?.toLowerCase();
  const rows = c
    .get('account')
    .webhooks.all()
    .filter((webhook) => status === undefined || webhook.status === status)
    .filter((webhook) => name === undefined || webhook.name.toLowerCase().includes(name));
  const { items, meta, links } = cursorPage(c, rows, listAddress(c));
  return bareJson(c, { webhooks: items.map((webhook) => presentWebhook(webhook)), meta, links });
}

function presentSecret(webhook: WebhookRow) {
  return { signing_secret: { secret: webhook.signingSecret, algorithm: 'SHA256' } };
}

async function change(
  c: PracticeContext,
  apply: typeof replaceWebhook | typeof mergeWebhook,
): Promise<Response> {
  const record = recordIn(await readJson(c), 'webhook');
  const account = c.get('account');
  const changed = apply(webhookInPath(c), record);
  const updatedBy = String(callerOf(c).user.id);
  account.webhooks.save({ ...changed, updatedAt: account.now(), updatedBy });
  return c.body(null, 204);
}

/** Webhooks, for administrators only. Changes answer 204 without a body; secrets are never shown again. */
export function mountWebhooks(api: PracticeApp): void {
  const admin = allow('admin', 'webhooks');
  api.use('/webhooks/*', async (c, next) => {
    // Recorded on webhook answers in place of the account's figure.
    c.get('extraHeaders')['x-rate-limit'] = '100';
    await next();
  });
  mountWebhookActivity(api, admin);
  api.get('/webhooks', admin, listWebhooks);
  api.post('/webhooks', admin, async (c) => {
    const body = await readJson(c);
    const account = c.get('account');
    const webhook = createWebhook(account, callerOf(c).user, c.req.query('clone_webhook_id'), body);
    return bareJson(c, { webhook: presentWebhook(account.webhooks.save(webhook), true) }, 201);
  });
  api.get('/webhooks/:id', admin, (c) => bareJson(c, { webhook: presentWebhook(webhookInPath(c)) }));
  api.put('/webhooks/:id', admin, (c) => change(c, replaceWebhook));
  api.patch('/webhooks/:id', admin, (c) => change(c, mergeWebhook));
  api.delete('/webhooks/:id', admin, (c) => {
    c.get('account').webhooks.delete(webhookInPath(c).id);
    return c.body(null, 204);
  });
  api.get('/webhooks/:id/signing_secret', admin, (c) => bareJson(c, presentSecret(webhookInPath(c))));
  api.post('/webhooks/:id/signing_secret', admin, (c) => {
    const renewed = { ...webhookInPath(c), signingSecret: signingSecret() };
    return bareJson(c, presentSecret(c.get('account').webhooks.save(renewed)), 201);
  });
}
