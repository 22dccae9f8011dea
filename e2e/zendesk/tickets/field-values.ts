import { recordInvalid } from '../http/errors';
import { isObject } from '../http/reply';
import { toText } from '../http/text';
import type { Account } from '../state/account';
import type { UserLocale } from '../state/account-rows';
import type { FieldValue, TicketFieldRow, TicketRow } from '../state/help-desk-rows';

/**
 * The values of `custom_fields`, by field id. Unknown and system fields are dropped silently, like any unknown key.
 * @throws ApiError 422 for a value the field's type refuses
 */
export function readCustomFields(account: Account, given: unknown): Map<number, FieldValue> {
  const values = new Map<number, FieldValue>();
  for (const [id, value] of toPairs(given)) {
    const field = account.fields.get(id);
    if (!field || field.isSystem || !field.active) continue;
    values.set(field.id, toFieldValue(field, value));
  }
  return values;
}

/** Fields come as a list of `{id,value}` or, in an older spelling, as one object by id. */
function toPairs(given: unknown): [number, unknown][] {
  if (Array.isArray(given)) {
    return given.flatMap((item): [number, unknown][] =>
      isObject(item) ? [[Number(item.id), item.value]] : [],
    );
  }
  return isObject(given) ? Object.entries(given).map(([id, value]) => [Number(id), value]) : [];
}

function refuse(field: TicketFieldRow): never {
  throw recordInvalid({
    [`custom_field_${String(field.id)}`]: [
      { description: `${field.title}: is invalid`, error: 'InvalidValue' },
    ],
  });
}

function toFieldValue(field: TicketFieldRow, value: unknown): FieldValue {
  if (value === null || value === undefined || value === '') return field.type === 'checkbox' ? false : null;
  if (field.type === 'multiselect') {
    return (Array.isArray(value) ? value : [value]).map((one) => toOption(field, one));
  }
  if (typeof value === 'object') return refuse(field);
  const text = toText(value);
  switch (field.type) {
    case 'checkbox':
      return value === true || text === 'true' || text === '1';
    case 'tagger':
      return toOption(field, text);
    case 'integer':
      return /^-?\d+$/.test(text) ? text : refuse(field);
    case 'decimal':
      return /^-?\d+(\.\d+)?$/.test(text) ? text : refuse(field);
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : refuse(field);
    case 'regexp':
      return new RegExp(field.regexp ?? '').test(text) ? text : refuse(field);
    default:
      return text;
  }
}

function toOption(field: TicketFieldRow, value: unknown): string {
  const text = toText(value);
  return field.options?.some((option) => option.value === text) ? text : refuse(field);
}

/** The sentence is in the language of who writes; a title in it may be anything. */
const REQUIRED_WORDS: Record<UserLocale, string> = {
  'en-US': 'is required when solving a ticket',
  fr: 'est obligatoire pour résoudre un ticket',
  es: 'es obligatorio para resolver un ticket',
  it: 'è obbligatorio per risolvere un ticket',
  de: 'ist beim Lösen eines Tickets erforderlich',
};

/**
 * Fields marked required must be filled before a ticket is solved. What is said of each is for people; the id and the kind of the
 * field are in the answer, and `error` may be null.
 */
export function requireForSolving(account: Account, ticket: TicketRow, locale: UserLocale): void {
  const missing = account.fields
    .all()
    .filter((field) => !field.isSystem && field.active && field.required)
    .filter((field) => (ticket.customFields[String(field.id)] ?? null) === null);
  if (missing.length === 0) return;
  const words = REQUIRED_WORDS[account.row.behaviour.speaksUserLanguage ? locale : 'en-US'];
  throw recordInvalid({
    base: missing.map(({ id, title, type }) => ({
      description: `${title}: ${words}`,
      error: null,
      ticket_field_id: id,
      ticket_field_type: `Field${type.charAt(0).toUpperCase()}${type.slice(1)}`,
    })),
  });
}
