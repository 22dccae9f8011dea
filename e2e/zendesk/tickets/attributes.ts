import { optionalInteger, optionalText } from '../http/body';
import type { JsonObject } from '../http/context';
import { recordInvalid } from '../http/errors';
import type { TicketStatus } from '../state/help-desk-rows';
import { setColumn, setCustomField, setTags, type Draft, type TicketColumn } from './draft';
import { readCustomFields, requireForSolving } from './field-values';

const STATUSES = ['new', 'open', 'pending', 'hold', 'solved', 'closed'];
const CHOICES: Record<string, { label: string; values: string[] }> = {
  status: { label: 'Status', values: STATUSES },
  priority: { label: 'Priority', values: ['urgent', 'high', 'normal', 'low'] },
  type: { label: 'Type', values: ['problem', 'incident', 'question', 'task'] },
};

/** Keys a ticket may carry; any other is ignored and only named in `x-zendesk-api-warn`. */
const WRITABLE = new Set([
  ...['subject', 'comment', 'description', 'requester', 'requester_id', 'submitter_id', 'external_id'],
  ...['custom_fields', 'fields', 'tags', 'priority', 'status', 'type', 'group_id', 'assignee_id'],
  ...['assignee_email', 'brand_id', 'ticket_form_id', 'organization_id', 'email_ccs', 'collaborators'],
  ...['collaborator_ids', 'followers', 'metadata', 'via_followup_source_id', 'due_at', 'problem_id'],
  ...['custom_status_id', 'via', 'raw_subject', 'recipient', 'sharing_agreement_ids', 'macro_ids'],
]);
const WRITABLE_ON_UPDATE = new Set([
  ...['additional_tags', 'remove_tags', 'safe_update', 'updated_stamp', 'additional_collaborators', 'id'],
]);

export function unpermittedKeys(record: JsonObject, action: 'create' | 'update'): string[] {
  return Object.keys(record).filter(
    (key) => !WRITABLE.has(key) && !(action === 'update' && WRITABLE_ON_UPDATE.has(key)),
  );
}

/** The header's value: a dump of a Ruby hash, as recorded. */
export function toWarning(action: string, keys: string[]): string {
  const list = keys.map((key) => JSON.stringify(key)).join(', ');
  return `{:allowed_parameters=>{:controller=>"tickets", :action=>"${action}", :unpermitted_keys=>[${list}]}}`;
}

/** Tags as Zendesk keeps them: lowercase, split at spaces and commas, each once. */
export function readTags(given: unknown): string[] {
  const parts = Array.isArray(given) ? given.map(String) : typeof given === 'string' ? [given] : [];
  return [
    ...new Set(parts.flatMap((part) => part.toLowerCase().split(/[\s,]+/)).filter((tag) => tag !== '')),
  ];
}

function setChoice(draft: Draft, name: 'status' | 'priority' | 'type', value: unknown): void {
  const text = optionalText(value, name);
  const choice = CHOICES[name];
  if (text !== null && text !== '' && choice && !choice.values.includes(text)) {
    throw recordInvalid({
      [name]: [{ description: `${choice.label}: is not valid`, error: 'InvalidValue' }],
    });
  }
  if (name === 'status') {
    if (text) setStatus(draft, text as TicketStatus);
  } else setColumn(draft, name, text === '' ? null : text);
}

/** Solving fills the assignee, as a ticket cannot be solved by nobody. */
function setStatus(draft: Draft, status: TicketStatus): void {
  setColumn(draft, 'status', status);
  if (status === 'solved' && draft.ticket.assigneeId === null)
    setColumn(draft, 'assignee_id', draft.actor.id);
}

const REFERENCES: [TicketColumn, 'groups' | 'brands' | 'forms', string][] = [
  ['group_id', 'groups', 'Group'],
  ['brand_id', 'brands', 'Brand'],
  ['ticket_form_id', 'forms', 'Ticket form'],
];

function setReferences(draft: Draft, record: JsonObject): void {
  for (const [name, table, label] of REFERENCES) {
    if (record[name] === undefined) continue;
    const id = optionalInteger(record[name], name);
    if (id !== null && !draft.account[table].get(id)?.active) {
      throw recordInvalid({ [name]: [{ description: `${label}: is invalid`, error: 'InvalidValue' }] });
    }
    setColumn(draft, name, id);
  }
  if (record.assignee_id === undefined) return;
  const id = optionalInteger(record.assignee_id, 'assignee_id');
  const assignee = draft.account.users.get(id);
  if (id !== null && (!assignee || assignee.role === 'end-user' || assignee.suspended)) {
    throw recordInvalid({ assignee: [{ description: 'Assignee: is invalid', error: 'InvalidValue' }] });
  }
  setColumn(draft, 'assignee_id', id);
  if (id !== null && draft.ticket.status === 'new' && record.status === undefined) {
    setColumn(draft, 'status', 'open');
  }
}

/** Applies everything but requester and comment. `description` of an existing ticket never changes. */
export function applyAttributes(draft: Draft, record: JsonObject): void {
  if (record.subject !== undefined) setColumn(draft, 'subject', optionalText(record.subject, 'subject'));
  if (record.external_id !== undefined) {
    const externalId = optionalText(record.external_id, 'external_id');
    setColumn(draft, 'external_id', externalId === '' ? null : externalId);
  }
  if (record.due_at !== undefined) setColumn(draft, 'due_at', optionalText(record.due_at, 'due_at'));
  if (record.type !== undefined) setChoice(draft, 'type', record.type);
  if (record.priority !== undefined) setChoice(draft, 'priority', record.priority);
  setReferences(draft, record);
  if (record.tags !== undefined) setTags(draft, readTags(record.tags));
  if (record.additional_tags !== undefined) {
    setTags(draft, [...draft.ticket.tags, ...readTags(record.additional_tags)]);
  }
  if (record.remove_tags !== undefined) {
    const gone = readTags(record.remove_tags);
    setTags(
      draft,
      draft.ticket.tags.filter((tag) => !gone.includes(tag)),
    );
  }
  const fields = readCustomFields(draft.account, record.custom_fields ?? record.fields);
  for (const [id, value] of fields) setCustomField(draft, id, value);
  if (record.status !== undefined) setChoice(draft, 'status', record.status);
  const isSolving = draft.ticket.status === 'solved' && draft.previous.has('status');
  if (isSolving) requireForSolving(draft.account, draft.ticket, draft.actor.locale);
}
