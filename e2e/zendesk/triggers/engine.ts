import type { Practice } from '../http/context';
import { toText } from '../http/text';
import type { Action, RuleSource } from '../state/help-desk-rows';
import { readTags } from '../tickets/attributes';
import {
  setColumn,
  setCustomField,
  setTags,
  toRuleVia,
  type Draft,
  type TicketColumn,
} from '../tickets/draft';
import { matches } from './conditions';
import { render } from './placeholders';

/** A webhook call that a trigger asked for; it is queued once the ticket is saved. */
export interface WebhookRequest {
  webhookId: string;
  payload: string;
}

/**
 * Runs the account's active triggers over one change, in their order. A trigger that changes the ticket makes the round
 * start again without those that fired, as in Zendesk, so order does not hide a trigger from a later change.
 */
export function runTriggers(practice: Practice, draft: Draft): WebhookRequest[] {
  const requests: WebhookRequest[] = [];
  const fired = new Set<number>();
  const triggers = draft.account.triggers
    .all()
    .filter((trigger) => trigger.active)
    .sort((a, b) => a.position - b.position || a.id - b.id);
  for (let isStable = false; !isStable;) {
    isStable = true;
    for (const trigger of triggers) {
      if (fired.has(trigger.id) || !matches(draft, trigger.conditions)) continue;
      fired.add(trigger.id);
      const before = draft.previous.size;
      requests.push(...applyActions(practice, draft, trigger, trigger.actions));
      if (draft.previous.size !== before) {
        isStable = false;
        break;
      }
    }
  }
  return requests;
}

/** Applies the actions of one rule to a change. @returns the webhook calls they ask for */
export function applyActions(
  practice: Practice,
  draft: Draft,
  rule: RuleSource,
  actions: Action[],
): WebhookRequest[] {
  const requests: WebhookRequest[] = [];
  for (const action of actions) act(practice, draft, rule, action, requests);
  return requests;
}

const COLUMNS = [
  'status',
  'priority',
  'type',
  'group_id',
  'assignee_id',
  'subject',
  'brand_id',
  'ticket_form_id',
];

function act(
  practice: Practice,
  draft: Draft,
  source: RuleSource,
  action: Action,
  requests: WebhookRequest[],
): void {
  const rule = { id: source.id, title: source.title };
  const { field, value } = action;
  const custom = /^custom_fields_(\d+)$/.exec(field)?.[1];
  if (field === 'notification_webhook') {
    const request = toWebhookRequest(practice, draft, value);
    if (request) requests.push(request);
  } else if (field === 'notification_user') mailUser(practice, draft, rule, value);
  else if (field === 'notification_target') mailTarget(practice, draft, rule, value);
  else if (field === 'set_tags') setTags(draft, readTags(value), rule);
  else if (field === 'current_tags') setTags(draft, [...draft.ticket.tags, ...readTags(value)], rule);
  else if (field === 'remove_tags') {
    const gone = readTags(value);
    setTags(
      draft,
      draft.ticket.tags.filter((tag) => !gone.includes(tag)),
      rule,
    );
  } else if (custom !== undefined) setCustomField(draft, Number(custom), toText(value), rule);
  else if (COLUMNS.includes(field)) {
    setColumn(draft, field as TicketColumn, toColumnValue(draft, field, value), rule);
  }
}

function toColumnValue(draft: Draft, field: string, value: unknown): string | number | null {
  if (value === 'current_user') return draft.actor.id;
  if (value === null || value === undefined || value === '') return null;
  return field.endsWith('_id') ? Number(value) : toText(value);
}

function toWebhookRequest(practice: Practice, draft: Draft, value: unknown): WebhookRequest | null {
  if (!Array.isArray(value)) return null;
  const [webhookId, body] = value as [unknown, unknown];
  const webhook = draft.account.webhooks.get(String(webhookId));
  if (webhook?.status !== 'active') return null;
  if (typeof body === 'string') {
    return {
      webhookId: webhook.id,
      payload: render(practice.store, draft, body, webhook.requestFormat === 'json'),
    };
  }
  const pairs = Array.isArray(body) ? (body as [string, string][]) : [];
  const form = new URLSearchParams(
    pairs.map(([name, text]): [string, string] => [name, render(practice.store, draft, text, false)]),
  );
  return { webhookId: webhook.id, payload: form.toString() };
}

/** Mails a person of the ticket. */
function mailUser(practice: Practice, draft: Draft, rule: RuleSource, value: unknown): void {
  const { account, ticket } = draft;
  const [who, subject, body] = Array.isArray(value) ? value.map(String) : [toText(value)];
  const target = {
    requester_id: ticket.requesterId,
    assignee_id: ticket.assigneeId,
    current_user: draft.actor.id,
  };
  const userId = who && who in target ? target[who as keyof typeof target] : Number(who);
  const user = account.users.get(userId);
  if (!user?.email || user.suspended) return;
  const texts = mail(practice, draft, rule, user.email, [subject ?? '', body ?? '']);
  draft.audit.events.push({
    id: account.nextId(),
    type: 'Notification',
    via: toRuleVia(rule),
    subject: texts[0],
    body: texts[1],
    recipients: [user.id],
  });
}

/** Of the old targets only those that mail still work; the others are passed over, as they are since October 2024. */
function mailTarget(practice: Practice, draft: Draft, rule: RuleSource, value: unknown): void {
  const [id, body] = Array.isArray(value) ? value.map(String) : [toText(value)];
  const target = draft.account.targets.get(id);
  const to = target?.data.email;
  if (!target?.active || target.type !== 'email_target' || !to) return;
  mail(practice, draft, rule, to, [target.data.subject ?? '', body ?? '']);
}

/** Puts a mail into the account's outgoing mail; the practice never sends one. @returns subject and body as rendered */
function mail(
  practice: Practice,
  draft: Draft,
  rule: RuleSource,
  to: string,
  templates: [subject: string, body: string],
): string[] {
  const { account, ticket } = draft;
  const texts = templates.map((text) => render(practice.store, draft, text, false));
  account.mails.save({
    id: account.nextId(),
    ticketId: ticket.id,
    triggerId: rule.id,
    triggerTitle: rule.title,
    to,
    subject: texts[0] ?? '',
    body: texts[1] ?? '',
    createdAt: account.now(),
  });
  return texts;
}
