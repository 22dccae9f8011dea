/**
 * What the former integration left in an account: a webhook or target called NetReviews, or one that calls its old address, and
 * the trigger that calls it. Its fields hold the orders of older tickets. Pure.
 */
import { findMark } from '@/lib/zendesk/objects/mark';
import type { Target } from '@/lib/zendesk/resources/targets';
import type { Action, Trigger } from '@/lib/zendesk/resources/triggers';
import type { Webhook } from '@/lib/zendesk/resources/webhooks';

export type LegacyObject = {
  kind: 'webhook' | 'target' | 'trigger';
  id: string;
  title: string;
  /** What works no more does no harm, and is only shown. */
  isActive: boolean;
  /** The ticket field a trigger sends as idVente. */
  fieldId: number | null;
};

const legacyCall = /act_zendesk_api/i;
const legacyName = /^\s*net\s?reviews\s*$/i;
const fieldInBody = /idVente[^}]*?\{\{\s*ticket\.ticket_field_(\d{1,16})\s*\}\}/;

type Parts = { webhooks: Webhook[]; triggers: Trigger[]; targets: Target[] };

/** Ours carry a mark in their description; what carries one is never legacy, whatever its name. */
export function findLegacyObjects({ webhooks, triggers, targets }: Parts): LegacyObject[] {
  const oldWebhooks = webhooks.filter(
    ({ description, name, endpoint }) =>
      findMark(description) === null && (legacyCall.test(endpoint ?? '') || legacyName.test(name ?? '')),
  );
  const oldTargets = targets.filter(
    ({ title, target_url: url }) => legacyCall.test(url ?? '') || legacyName.test(title ?? ''),
  );
  const called = new Set([...oldWebhooks.map(({ id }) => id), ...oldTargets.map(({ id }) => String(id))]);
  const oldTriggers = triggers.filter(
    ({ description, actions }) =>
      findMark(description) === null &&
      (actions ?? []).some((action) => called.has(calledBy(action)) || sendsOrder(action)),
  );
  return [
    ...oldTriggers.map((row): LegacyObject => ({
      kind: 'trigger',
      id: String(row.id),
      title: row.title ?? '',
      isActive: row.active !== false,
      fieldId: fieldOf(row),
    })),
    ...oldWebhooks.map((row): LegacyObject => ({
      kind: 'webhook',
      id: row.id,
      title: row.name ?? '',
      isActive: row.status !== 'inactive',
      fieldId: null,
    })),
    ...oldTargets.map((row): LegacyObject => ({
      kind: 'target',
      id: String(row.id),
      title: row.title ?? '',
      isActive: row.active !== false,
      fieldId: null,
    })),
  ];
}

const isCall = ({ field }: Action) => field === 'notification_webhook' || field === 'notification_target';
const textOf = ({ value }: Action) => JSON.stringify(value ?? '').replaceAll('\\', '');

/** The id of the webhook or target that an action calls. */
function calledBy(action: Action): string {
  if (!isCall(action)) return '';
  return String(Array.isArray(action.value) ? action.value[0] : action.value);
}

const sendsOrder = (action: Action) => isCall(action) && fieldInBody.test(textOf(action));

function fieldOf({ actions }: Trigger): number | null {
  for (const action of actions ?? []) {
    const id = isCall(action) ? fieldInBody.exec(textOf(action))?.[1] : undefined;
    if (id) return Number(id);
  }
  return null;
}
