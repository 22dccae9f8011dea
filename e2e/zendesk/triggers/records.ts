import { optionalInteger, optionalText, toBoolean } from '../http/body';
import type { JsonObject } from '../http/context';
import { blank, recordInvalid } from '../http/errors';
import { isObject } from '../http/reply';
import type { Account } from '../state/account';
import type { Action, Condition, TriggerRow } from '../state/help-desk-rows';
import { actionSubjects, conditionSubjects, type Subject } from './definitions';

export function emptyTrigger(account: Account): TriggerRow {
  const now = account.now();
  const positions = account.triggers.all().map((trigger) => trigger.position);
  return {
    id: account.nextId(),
    title: '',
    description: null,
    active: true,
    position: Math.max(0, ...positions) + 1,
    categoryId: defaultCategory(account),
    isDefault: false,
    conditions: { all: [], any: [] },
    actions: [],
    createdAt: now,
    updatedAt: now,
  };
}

/** The category a trigger without one is put into; made when the account has none left. */
function defaultCategory(account: Account): string {
  const existing = account.categories.all()[0];
  if (existing) return existing.id;
  const now = account.now();
  const category = { name: 'Default', position: 0, createdAt: now, updatedAt: now };
  return account.categories.save({ id: String(account.nextId()), ...category }).id;
}

const invalid = (field: string, description: string) =>
  recordInvalid({ [field]: [{ description, error: 'InvalidValue' }] });

/**
 * Applies a body. Conditions and actions are replaced as a whole when either is named, never merged.
 * @throws ApiError 422 for anything Zendesk would not let run
 */
export function applyTrigger(
  account: Account,
  trigger: TriggerRow,
  record: JsonObject,
  isNew: boolean,
): TriggerRow {
  const title = record.title === undefined ? trigger.title : optionalText(record.title, 'title')?.trim();
  if (!title) throw blank('title', 'Title');
  const isReplaced = isNew || record.conditions !== undefined || record.actions !== undefined;
  const subjects = conditionSubjects(account);
  const conditions = isReplaced ? readConditions(subjects, record.conditions) : trigger.conditions;
  const actions = isReplaced ? readActions(account, record.actions) : trigger.actions;
  const categoryId = optionalText(record.category_id, 'category_id') ?? trigger.categoryId;
  if (!account.categories.get(categoryId)) throw invalid('category_id', 'Category: is invalid');
  return {
    ...trigger,
    title,
    description:
      record.description === undefined
        ? trigger.description
        : optionalText(record.description, 'description'),
    active: toBoolean(record.active, trigger.active),
    position: optionalInteger(record.position, 'position') ?? trigger.position,
    categoryId,
    conditions,
    actions,
    updatedAt: account.now(),
  };
}

/**
 * The conditions of a rule.
 * @param subjects what its kind may test
 * @throws ApiError 422
 */
export function readConditions(subjects: Subject[], given: unknown): TriggerRow['conditions'] {
  const read = (list: unknown): Condition[] =>
    (Array.isArray(list) ? list.filter(isObject) : []).map((item) => {
      const field = optionalText(item.field, 'field') ?? '';
      const subject = subjects.find((known) => known.subject === field);
      if (!subject) throw invalid('conditions', `Condition: ${field} is not a valid field`);
      // `update_type` and `comment_is_public` are accepted without an operator, since they know only one.
      const operator = optionalText(item.operator, 'operator') ?? subject.operators[0] ?? '';
      if (!subject.operators.includes(operator)) {
        throw invalid('conditions', `Condition: ${operator} is not a valid operator for ${field}`);
      }
      if (
        subject.values &&
        !CHANGE_WITHOUT_VALUE.has(operator) &&
        !subject.values.includes(String(item.value))
      ) {
        throw invalid('conditions', `Condition: ${String(item.value)} is not a valid value for ${field}`);
      }
      return { field, operator, value: item.value ?? null };
    });
  const conditions = isObject(given) ? { all: read(given.all), any: read(given.any) } : { all: [], any: [] };
  if (conditions.all.length + conditions.any.length === 0) {
    throw recordInvalid({
      base: [{ description: 'Conditions: at least one is required', error: 'BlankValue' }],
    });
  }
  return conditions;
}

const CHANGE_WITHOUT_VALUE = new Set(['changed', 'not_changed']);

/** The actions of a rule. @throws ApiError 422 */
export function readActions(account: Account, given: unknown): Action[] {
  const subjects = actionSubjects(account);
  const actions = (Array.isArray(given) ? given.filter(isObject) : []).map((item) => {
    const field = optionalText(item.field, 'field') ?? '';
    if (!subjects.includes(field)) throw invalid('actions', `Action: ${field} is not a valid field`);
    if (field === 'notification_webhook') requireWebhook(account, item.value);
    return { field, value: item.value ?? null };
  });
  if (actions.length === 0) {
    throw recordInvalid({
      base: [{ description: 'Actions: at least one is required', error: 'BlankValue' }],
    });
  }
  return actions;
}

/** A webhook action names an existing webhook that triggers may use, and carries the body its format wants. */
function requireWebhook(account: Account, value: unknown): void {
  const [id, body] = Array.isArray(value) ? (value as unknown[]) : [];
  const webhook = account.webhooks.get(String(id));
  if (!webhook?.subscriptions.includes('conditional_ticket_events')) {
    throw invalid('actions', 'Action: the webhook is not valid');
  }
  const wantsPairs =
    webhook.requestFormat === 'form_encoded' ||
    webhook.httpMethod === 'GET' ||
    webhook.httpMethod === 'DELETE';
  if (wantsPairs ? !Array.isArray(body) : typeof body !== 'string') {
    throw invalid('actions', 'Action: the webhook body is not valid');
  }
}
