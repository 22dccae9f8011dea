import { optionalInteger, optionalText, toBoolean } from '../http/body';
import type { JsonObject, Practice } from '../http/context';
import { blank, recordInvalid } from '../http/errors';
import type { Account } from '../state/account';
import type { AutomationRow, Condition, TicketRow } from '../state/help-desk-rows';
import { commit, startDraft } from '../tickets/draft';
import { matches } from './conditions';
import { conditionSubjects, type Subject } from './definitions';
import { applyActions } from './engine';
import { readActions, readConditions } from './records';

const HOUR_MS = 3_600_000;
/** Hours since a ticket came into a status or was changed: what only automations test. */
const HOURS_SINCE = ['NEW', 'OPEN', 'PENDING', 'SOLVED', 'updated_at'];
/** What is only known in the moment of a change means nothing by the hour. */
const ONLY_IN_TRIGGERS = [
  'update_type',
  'comment_is_public',
  'comment_includes_word',
  'role',
  'current_via_id',
];

function automationSubjects(account: Account): Subject[] {
  const operators = ['is', 'less_than', 'greater_than'];
  return [
    ...conditionSubjects(account).filter(({ subject }) => !ONLY_IN_TRIGGERS.includes(subject)),
    ...HOURS_SINCE.map((subject) => ({ title: subject, subject, group: 'ticket', operators })),
  ];
}

export function emptyAutomation(account: Account): AutomationRow {
  const now = account.now();
  return {
    id: account.nextId(),
    title: '',
    active: true,
    position: Math.max(0, ...account.automations.all().map((one) => one.position)) + 1,
    isDefault: false,
    conditions: { all: [], any: [] },
    actions: [],
    createdAt: now,
    updatedAt: now,
  };
}

/**
 * Applies a body; conditions and actions are replaced as a whole, as with triggers. That a condition on time is required is
 * how Zendesk's own editor behaves; the API's answer to its lack is unconfirmed.
 * @throws ApiError 422
 */
export function applyAutomation(
  account: Account,
  automation: AutomationRow,
  record: JsonObject,
  isNew: boolean,
): AutomationRow {
  const title = record.title === undefined ? automation.title : optionalText(record.title, 'title')?.trim();
  if (!title) throw blank('title', 'Title');
  const isReplaced = isNew || record.conditions !== undefined || record.actions !== undefined;
  const conditions = isReplaced
    ? readConditions(automationSubjects(account), record.conditions)
    : automation.conditions;
  if (!conditions.all.some(isOnTime)) {
    throw recordInvalid({
      base: [{ description: 'Automation: must have a condition on time', error: 'InvalidValue' }],
    });
  }
  return {
    ...automation,
    title,
    active: toBoolean(record.active, automation.active),
    position: optionalInteger(record.position, 'position') ?? automation.position,
    conditions,
    actions: isReplaced ? readActions(account, record.actions) : automation.actions,
    updatedAt: account.now(),
  };
}

const isOnTime = ({ field }: Condition) => HOURS_SINCE.includes(field);

/** Whole hours since the ticket came into the status, or was changed; null when it is not in it. */
function hoursSince(account: Account, ticket: TicketRow, field: string): number | null {
  if (field !== 'updated_at' && ticket.status !== field.toLowerCase()) return null;
  const changed = account.audits
    .by('ticket', ticket.id)
    .findLast((audit) =>
      audit.events.some((one) => one.field_name === 'status' && one.value === ticket.status),
    );
  const since = field === 'updated_at' ? ticket.updatedAt : (changed?.createdAt ?? ticket.createdAt);
  return Math.floor((account.nowMs() - Date.parse(since)) / HOUR_MS);
}

function holdsOnTime(account: Account, ticket: TicketRow, { field, operator, value }: Condition): boolean {
  const hours = hoursSince(account, ticket, field);
  if (hours === null) return false;
  if (operator === 'less_than') return hours < Number(value);
  return operator === 'greater_than' ? hours > Number(value) : hours === Number(value);
}

/**
 * One hourly round over all tickets, by the account's clock. Whether what automations change sets triggers off is unconfirmed;
 * here it does not.
 * @returns how many times an automation acted
 */
export function runAutomations(practice: Practice, account: Account): number {
  // Zendesk signs what rules do with -1; a person is needed for placeholders of the current user.
  const actor = account.users.all().find((user) => user.role === 'admin');
  const automations = account.automations.all().filter((one) => one.active);
  let acted = 0;
  for (const automation of automations.sort((a, b) => a.position - b.position || a.id - b.id)) {
    for (const ticket of account.tickets.all()) {
      if (!actor || ticket.isDeleted || ticket.status === 'closed') continue;
      const draft = startDraft(account, ticket, actor, { isNew: false, viaChannel: 'rule' });
      draft.audit.authorId = -1;
      const { all, any } = automation.conditions;
      const isDue = all.filter(isOnTime).every((one) => holdsOnTime(account, ticket, one));
      const rest = { all: all.filter((one) => !isOnTime(one)), any };
      if (!isDue || !matches(draft, rest)) continue;
      const requests = applyActions(practice, draft, automation, automation.actions);
      commit(draft);
      for (const request of requests) practice.deliveries.enqueue(account, request);
      practice.live.tell(account.subdomain, { kind: 'ticket', ticketId: ticket.id });
      acted += 1;
    }
  }
  return acted;
}
