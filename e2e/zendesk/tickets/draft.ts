import type { Account } from '../state/account';
import { toTimestamp } from '../state/account';
import type { UserRow } from '../state/account-rows';
import type {
  AttachmentRow,
  AuditRow,
  CommentRow,
  FieldValue,
  RuleSource,
  TicketRow,
} from '../state/help-desk-rows';

/** A change of one ticket being made: nothing is saved until `commit`, so a refusal leaves no trace. */
export interface Draft {
  account: Account;
  ticket: TicketRow;
  actor: UserRow;
  isNew: boolean;
  audit: AuditRow;
  comment: CommentRow | null;
  /** Files that go into the comment. */
  attachments: AttachmentRow[];
  /** Values before this change, by field name; conditions such as `changed` read it. */
  previous: Map<string, unknown>;
}

/** Starts a change. The ticket given is copied, so the stored one stays as it is until the end. */
export function startDraft(
  account: Account,
  ticket: TicketRow,
  actor: UserRow,
  options: { isNew: boolean; viaChannel: string; custom?: Record<string, unknown> },
): Draft {
  return {
    account,
    ticket: structuredClone(ticket),
    actor,
    isNew: options.isNew,
    audit: {
      id: account.nextId(),
      ticketId: ticket.id,
      createdAt: account.now(),
      authorId: actor.id,
      viaChannel: options.viaChannel,
      custom: options.custom ?? {},
      events: [],
    },
    comment: null,
    attachments: [],
    previous: new Map(),
  };
}

/** Values inside events are text, numbers included. */
function toEventValue(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value ?? null;
}

/** Notes a change in the audit. */
export function recordChange(
  draft: Draft,
  name: string,
  value: unknown,
  before: unknown,
  rule?: RuleSource,
): void {
  if (!draft.previous.has(name)) draft.previous.set(name, before ?? null);
  const id = draft.account.nextId();
  if (draft.isNew && !rule) {
    draft.audit.events.push({ id, type: 'Create', value: toEventValue(value), field_name: name });
    return;
  }
  draft.audit.events.push({
    id,
    type: 'Change',
    value: toEventValue(value),
    previous_value: toEventValue(before),
    field_name: name,
    ...(rule ? { via: toRuleVia(rule) } : {}),
  });
}

export function toRuleVia(rule: RuleSource) {
  return {
    channel: 'rule',
    source: { from: { id: rule.id, title: rule.title }, to: {}, rel: 'trigger' },
  };
}

const COLUMN = {
  external_id: 'externalId',
  subject: 'subject',
  type: 'type',
  priority: 'priority',
  status: 'status',
  requester_id: 'requesterId',
  assignee_id: 'assigneeId',
  group_id: 'groupId',
  brand_id: 'brandId',
  ticket_form_id: 'ticketFormId',
  organization_id: 'organizationId',
  due_at: 'dueAt',
} as const satisfies Record<string, keyof TicketRow>;

export type TicketColumn = keyof typeof COLUMN;

/** Sets one column, noting the change when there is one. */
export function setColumn(
  draft: Draft,
  name: TicketColumn,
  value: string | number | null,
  rule?: RuleSource,
): void {
  const column = COLUMN[name];
  const before = draft.ticket[column];
  if (before === value && !(draft.isNew && !rule)) return;
  Object.assign(draft.ticket, { [column]: value });
  if (value !== null || !draft.isNew) recordChange(draft, name, value, before, rule);
}

/** Replaces the set of tags. */
export function setTags(draft: Draft, tags: string[], rule?: RuleSource): void {
  const sorted = [...new Set(tags)].sort();
  const before = draft.ticket.tags;
  if (sorted.join(' ') === before.join(' ')) return;
  draft.ticket.tags = sorted;
  recordChange(draft, 'tags', sorted, before, rule);
}

/** Sets a custom field; events name it by its id. A tagger's option is also a tag. */
export function setCustomField(draft: Draft, fieldId: number, value: FieldValue, rule?: RuleSource): void {
  const name = String(fieldId);
  const before = draft.ticket.customFields[name] ?? null;
  if (JSON.stringify(before) === JSON.stringify(value)) return;
  draft.ticket.customFields[name] = value;
  recordChange(draft, name, value, before, rule);
  const field = draft.account.fields.get(fieldId);
  if (field?.type === 'tagger' || field?.type === 'multiselect') {
    const gone = toList(before);
    setTags(draft, [...draft.ticket.tags.filter((tag) => !gone.includes(tag)), ...toList(value)], rule);
  } else if (field?.type === 'checkbox' && field.tag !== null) {
    const { tag } = field;
    const others = draft.ticket.tags.filter((held) => held !== tag);
    setTags(draft, value === true ? [...others, tag] : others, rule);
  }
}

function toList(value: FieldValue): string[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'string' ? [value] : [];
}

/** Saves ticket, audit and comment together: one synchronous step, hence one line of the journal. */
export function commit(draft: Draft): void {
  const { account, ticket, audit, comment } = draft;
  const nowMs = account.nowMs();
  ticket.updatedAt = toTimestamp(nowMs);
  ticket.generatedTimestamp = Math.floor(nowMs / 1000);
  account.tickets.save(ticket);
  if (audit.events.length > 0) account.audits.save(audit);
  if (comment) account.comments.save(comment);
  for (const file of draft.attachments) {
    account.attachments.save({ ...file, uploadToken: null, commentId: comment?.id ?? null });
  }
}
