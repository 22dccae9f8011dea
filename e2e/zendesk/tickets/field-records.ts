import { optionalInteger, optionalText, toBoolean } from '../http/body';
import type { JsonObject } from '../http/context';
import { blank } from '../http/errors';
import { isObject } from '../http/reply';
import type { Account } from '../state/account';
import type { FieldOption, TicketFieldRow } from '../state/help-desk-rows';

export const FIELD_TYPES = [
  ...['text', 'textarea', 'checkbox', 'date', 'integer', 'decimal', 'regexp', 'partialcreditcard'],
  ...['multiselect', 'tagger', 'lookup'],
];

/** Options as resent: those without their id or value in the list are gone afterwards. */
function readOptions(account: Account, given: unknown, before: FieldOption[] | null): FieldOption[] {
  if (!Array.isArray(given)) return before ?? [];
  return given.filter(isObject).map((option) => {
    const value = optionalText(option.value, 'value');
    const name = optionalText(option.name, 'name');
    if (!value || !name) throw blank('custom_field_options', 'Custom field options');
    const known = before?.find((held) => held.id === option.id || held.value === value);
    return { id: known?.id ?? account.nextId(), name, value, default: toBoolean(option.default, false) };
  });
}

/** Applies what a body names; absent keys stay. @throws ApiError 422 for a blank title or option */
export function applyField(account: Account, field: TicketFieldRow, record: JsonObject): TicketFieldRow {
  const text = (key: string, before: string | null) =>
    record[key] === undefined ? before : optionalText(record[key], key);
  const flag = (key: string, before: boolean) => toBoolean(record[key], before);
  const hasOptions = field.type === 'tagger' || field.type === 'multiselect';
  const title = text('title', field.title)?.trim();
  if (!title) throw blank('title', 'Title');
  return {
    ...field,
    title,
    description: text('description', field.description) ?? '',
    position: optionalInteger(record.position, 'position') ?? field.position,
    active: flag('active', field.active),
    required: flag('required', field.required),
    collapsedForAgents: flag('collapsed_for_agents', field.collapsedForAgents),
    regexp: text('regexp_for_validation', field.regexp),
    titleInPortal: text('title_in_portal', field.titleInPortal === '' ? null : field.titleInPortal) ?? title,
    visibleInPortal: flag('visible_in_portal', field.visibleInPortal),
    editableInPortal: flag('editable_in_portal', field.editableInPortal),
    requiredInPortal: flag('required_in_portal', field.requiredInPortal),
    tag: text('tag', field.tag),
    agentDescription: text('agent_description', field.agentDescription),
    options: hasOptions ? readOptions(account, record.custom_field_options, field.options) : null,
    updatedAt: account.now(),
  };
}

/** A new custom field before its body is applied. */
export function emptyField(account: Account, type: string): TicketFieldRow {
  const now = account.now();
  return {
    id: account.nextId(),
    type,
    title: '',
    description: '',
    position: 9999,
    active: true,
    required: false,
    collapsedForAgents: false,
    regexp: null,
    titleInPortal: '',
    visibleInPortal: false,
    editableInPortal: false,
    requiredInPortal: false,
    tag: null,
    agentDescription: null,
    options: null,
    isSystem: false,
    createdAt: now,
    updatedAt: now,
  };
}
