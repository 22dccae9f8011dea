/** Are field, webhook and its secret there, on, and as we made them? Pure over what was read. */
import type { Look } from '@/lib/zendesk/health/accessChecks';
import { fault, ok, unknown, warning, type Difference, type Judgement } from '@/lib/zendesk/health/judgement';
import { canHoldReference, fieldTitle, isMarked, isOpened, isRequired } from '@/lib/zendesk/objects/field';
import { findMark } from '@/lib/zendesk/objects/mark';
import { wantedWebhook, webhookName } from '@/lib/zendesk/objects/webhook';
import type { TicketField } from '@/lib/zendesk/resources/fields';
import type { Webhook } from '@/lib/zendesk/resources/webhooks';

export async function judgeField({ account, facts }: Look): Promise<Judgement> {
  const { value: fields } = await account.fields();
  if (!fields) return unknown;
  const { fieldId } = facts.known;
  if (fieldId === null) return fault('setup_unfinished');
  const field = fields.find(({ id }) => id === fieldId);
  const evidence = { id: fieldId, title: field?.title ?? fieldTitle };
  if (!field) return fault('field_missing', evidence);
  const owner = findMark(field.agent_description, field.description);
  const isOthers = owner !== null && owner !== facts.websiteId.toLowerCase();
  if (isOthers || !canHoldReference(field)) return fault('field_unfit', evidence);
  return field.active === false ? fault('field_disabled', evidence) : judgeSettings(field, evidence);
}

/** Settings of a field that we made are ours to mend; those of the merchant's own are told. A name breaks nothing: we go by the id. */
function judgeSettings(field: TicketField, evidence: { id: number; title: string }): Judgement {
  const isChanged = isOpened(field) || isRequired(field);
  if (!isMarked(field)) return isChanged ? warning('field_own_settings', evidence) : ok(evidence);
  if (isChanged) return fault(isOpened(field) ? 'field_opened' : 'field_required', evidence);
  return evidence.title === fieldTitle ? ok(evidence) : { state: 'ok', reason: 'field_renamed', evidence };
}

const parts = ['endpoint', 'http_method', 'request_format'] as const;

/** What somebody has changed, part by part, as it is and as it should be. */
export function webhookChanges(webhook: Webhook, endpoint: string): Difference[] {
  const target = wantedWebhook({ websiteId: '', name: '', endpoint, apiKey: '' });
  return parts.flatMap((part) => {
    const found = webhook[part];
    const isSame = found == null || found.toLowerCase() === target[part].toLowerCase();
    return isSame ? [] : [{ part, found, wanted: target[part] }];
  });
}

export async function findWebhook({ account, facts }: Look): Promise<Webhook | null | undefined> {
  const { value: webhooks } = await account.webhooks();
  if (!webhooks) return undefined;
  return webhooks.find(({ id }) => id === facts.known.webhookId) ?? null;
}

export async function judgeWebhook(look: Look): Promise<Judgement> {
  const webhook = await findWebhook(look);
  if (webhook === undefined) return unknown;
  const { webhookId } = look.facts.known;
  if (webhookId === null) return fault('setup_unfinished');
  const evidence = { id: webhookId, title: webhook?.name ?? webhookName };
  if (!webhook) return fault('webhook_missing', evidence);
  const changes = webhookChanges(webhook, look.facts.wanted.endpoint);
  if (changes.length > 0) return fault('webhook_edited', evidence, changes);
  if (webhook.status === 'inactive') return fault('webhook_disabled', evidence);
  const isRenamed = findMark(webhook.description) !== null && evidence.title !== webhookName;
  return isRenamed ? { state: 'ok', reason: 'webhook_renamed', evidence } : ok(evidence);
}

/** Whoever resets the secret makes Zendesk sign with another: every reply would be refused. Only equality is told, never a secret. */
export async function judgeWebhookSecret(look: Look): Promise<Judgement> {
  const webhook = await findWebhook(look);
  if (!webhook) return unknown;
  const { value: secret } = await look.account.signingSecret(webhook.id);
  if (secret === undefined) return unknown;
  return secret === look.facts.signingSecret ? ok() : fault('secret_reset', { title: webhook.name ?? '' });
}
