import { toText } from '../http/text';
import type { Condition } from '../state/help-desk-rows';
import type { Draft } from '../tickets/draft';

const STATUS_ORDER = ['new', 'open', 'pending', 'hold', 'solved', 'closed'];
const PRIORITY_ORDER = ['low', 'normal', 'high', 'urgent'];
/** The numbers Zendesk gives to channels; only those that occur here. */
const VIA_ID: Record<string, number> = { web: 0, email: 4, api: 5 };

/** Whether all of `all` and, when there are any, at least one of `any` hold for this change. */
export function matches(draft: Draft, conditions: { all: Condition[]; any: Condition[] }): boolean {
  return (
    conditions.all.every((condition) => holds(draft, condition)) &&
    (conditions.any.length === 0 || conditions.any.some((condition) => holds(draft, condition)))
  );
}

function holds(draft: Draft, condition: Condition): boolean {
  const { field, operator, value } = condition;
  const { ticket, comment } = draft;
  switch (field) {
    case 'update_type':
      return draft.isNew === (value === 'Create');
    case 'comment_is_public':
      return holdsForComment(draft, value);
    case 'current_tags':
      return holdsForTags(ticket.tags, operator, value);
    case 'via_id':
    case 'current_via_id':
      return compare(
        String(VIA_ID[field === 'via_id' ? ticket.viaChannel : draft.audit.viaChannel] ?? ''),
        operator,
        value,
      );
    case 'role':
      return compare(roleOf(draft), operator, value);
    case 'subject_includes_word':
      return holdsForWords(ticket.subject ?? '', operator, value);
    case 'comment_includes_word':
      return comment !== null && holdsForWords(comment.body, operator, value);
    case 'description_includes_word':
      return holdsForWords(ticket.description, operator, value);
    case 'ticket_is_public':
      return (ticket.isPublic === (value === 'public')) === (operator === 'is');
    default:
      return holdsForField(draft, field, operator, value);
  }
}

/**
 * `requester_can_see_comment` is a public comment whose requester can read it: one who exists and is not suspended.
 * `false` asks for an internal note, `not_relevant` for any comment.
 */
function holdsForComment(draft: Draft, value: unknown): boolean {
  const { comment } = draft;
  if (!comment) return false;
  const wanted = String(value);
  if (wanted === 'not_relevant') return true;
  if (wanted === 'requester_can_see_comment') {
    const requester = draft.account.users.get(draft.ticket.requesterId);
    return comment.isPublic && requester?.suspended === false;
  }
  return comment.isPublic === (wanted === 'true');
}

function words(value: unknown): string[] {
  const text = Array.isArray(value) ? value.join(' ') : toText(value);
  return text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((word) => word !== '');
}

function holdsForTags(tags: string[], operator: string, value: unknown): boolean {
  const isAny = words(value).some((tag) => tags.includes(tag));
  return operator === 'not_includes' ? !isAny : isAny;
}

function holdsForWords(text: string, operator: string, value: unknown): boolean {
  const lower = text.toLowerCase();
  if (operator === 'is') return lower.includes(String(value).toLowerCase());
  if (operator === 'is_not') return !lower.includes(String(value).toLowerCase());
  const isAny = words(value).some((word) => lower.includes(word));
  return operator === 'not_includes' ? !isAny : isAny;
}

function roleOf(draft: Draft): string {
  return draft.actor.role === 'end-user' ? 'end_user' : draft.actor.role;
}

/** The current value of a condition's field and the name under which changes of it are noted. */
function readField(draft: Draft, field: string): { name: string; current: unknown } {
  const { ticket } = draft;
  const custom = /^custom_fields_(\d+)$/.exec(field)?.[1];
  if (custom !== undefined) return { name: custom, current: ticket.customFields[custom] ?? null };
  const columns: Record<string, unknown> = {
    status: ticket.status,
    priority: ticket.priority,
    type: ticket.type,
    group_id: ticket.groupId,
    assignee_id: ticket.assigneeId,
    requester_id: ticket.requesterId,
    organization_id: ticket.organizationId,
    brand_id: ticket.brandId,
    ticket_form_id: ticket.ticketFormId,
  };
  return { name: field === 'ticket_type_id' ? 'type' : field, current: columns[field] ?? null };
}

function holdsForField(draft: Draft, field: string, operator: string, value: unknown): boolean {
  const { name, current } = readField(draft, field);
  const before = draft.previous.get(name) ?? null;
  const hasChanged = draft.previous.has(name) && !draft.isNew;
  switch (operator) {
    case 'changed':
      return hasChanged;
    case 'not_changed':
      return !hasChanged;
    case 'value':
      return hasChanged && isSame(current, value);
    case 'value_previous':
      return hasChanged && isSame(before, value);
    case 'not_value':
      return !(hasChanged && isSame(current, value));
    case 'not_value_previous':
      return !(hasChanged && isSame(before, value));
    case 'present':
      return isPresent(current);
    case 'not_present':
      return !isPresent(current);
    case 'less_than':
    case 'greater_than':
      return compareOrder(field === 'priority' ? PRIORITY_ORDER : STATUS_ORDER, current, operator, value);
    case 'includes':
    case 'not_includes':
      return words(value).includes(toText(current).toLowerCase()) === (operator === 'includes');
    default:
      return compare(current, operator, value);
  }
}

function isPresent(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '' && value !== false;
}

function isSame(current: unknown, wanted: unknown): boolean {
  return toText(current) === toText(wanted);
}

function compare(current: unknown, operator: string, wanted: unknown): boolean {
  return operator === 'is_not' ? !isSame(current, wanted) : isSame(current, wanted);
}

function compareOrder(order: string[], current: unknown, operator: string, wanted: unknown): boolean {
  const [a, b] = [order.indexOf(String(current)), order.indexOf(String(wanted))];
  return operator === 'less_than' ? a < b : a > b;
}
