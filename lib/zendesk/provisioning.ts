/**
 * The objects a website needs in the merchant's account: field, webhook, trigger. Each is found by the id we know, else by our
 * mark, else made: never twice, however often this runs and wherever it was killed. Two runs at once would both look before either
 * has made anything, so the caller lets one run per website at a time.
 */
import type { ZendeskClient } from '@/lib/zendesk/client';
import { addExemptions } from '@/lib/zendesk/objects/exemptions';
import { ensureField } from '@/lib/zendesk/objects/field';
import type { ObjectChange } from '@/lib/zendesk/objects/mark';
import { ensureTrigger } from '@/lib/zendesk/objects/trigger';
import { ensureWebhook } from '@/lib/zendesk/objects/webhook';
import { getSigningSecret } from '@/lib/zendesk/resources/webhooks';

export type WantedObjects = {
  websiteId: string;
  /** Ids of an earlier run, as far as it came. */
  known: { fieldId?: number | null; webhookId?: string | null; triggerId?: number | null };
  /** Absolute address of our intake for this connection. */
  endpoint: string;
  /** Visible ASCII; kept by the caller before this runs. */
  apiKey: string;
  titles: { field: string; webhook: string; trigger: string };
  /** Whether the account's own notifications are told to leave our tickets alone. */
  exempt: boolean;
};

export type EnsuredObjects = {
  fieldId: number;
  webhookId: string;
  triggerId: number;
  signingSecret: string;
  /** Empty when everything was as it should be. */
  changes: ObjectChange[];
};

/**
 * @throws ZendeskError `forbidden` for a user who is no administrator, `validation`, or whatever keeps Zendesk from answering;
 * what was made before it is found by the next run.
 */
export async function ensureObjects(client: ZendeskClient, wanted: WantedObjects): Promise<EnsuredObjects> {
  const { websiteId, known, titles, endpoint, apiKey } = wanted;
  const changes: ObjectChange[] = [];
  const field = { websiteId, knownId: known.fieldId, title: titles.field };
  const fieldId = await ensureField(client, field, changes);
  const webhook = { websiteId, knownId: known.webhookId, name: titles.webhook, endpoint, apiKey };
  const webhookId = await ensureWebhook(client, webhook, changes);
  const signingSecret = await getSigningSecret(client, webhookId);
  // Before the trigger: no reply may be reported while the account would still mail the author itself.
  if (wanted.exempt) changes.push(...(await addExemptions(client)));
  const trigger = { websiteId, knownId: known.triggerId, title: titles.trigger, fieldId, webhookId };
  const triggerId = await ensureTrigger(client, trigger, changes);
  return { fieldId, webhookId, triggerId, signingSecret, changes };
}
