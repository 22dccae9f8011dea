/** The trigger that reports an agent's public comment on one of our tickets to our webhook. */
import type { ZendeskClient } from '@/lib/zendesk/client';
import { ensureCategory } from '@/lib/zendesk/objects/category';
import { findOwn, markOf, productTag, siteTag, type ObjectChange } from '@/lib/zendesk/objects/mark';
import {
  createTrigger,
  listTriggers,
  replaceTrigger,
  type Action,
  type Condition,
  type Trigger,
  type TriggerInput,
} from '@/lib/zendesk/resources/triggers';
import { writeTriggerBody } from '@/lib/zendesk/triggerBody';

export type TriggerPlan = {
  websiteId: string;
  knownId?: number | null;
  title: string;
  fieldId: number;
  webhookId: string;
};

/**
 * Changes only: creating a ticket is always our doing. Both tags are asked for one by one, because one condition with two tags
 * holds when either is there; the website's own tag keeps the triggers of several websites in one account apart.
 */
export function wantedTrigger(plan: TriggerPlan): TriggerInput {
  const body = writeTriggerBody({ fieldId: plan.fieldId, websiteId: plan.websiteId });
  return {
    title: plan.title,
    description: `Avis Vérifiés (Verified Reviews): sends agents' public replies to the review. ${markOf(plan.websiteId)}`,
    active: true,
    conditions: {
      all: [
        { field: 'update_type', operator: 'is', value: 'Change' },
        { field: 'comment_is_public', operator: 'is', value: 'true' },
        { field: 'current_tags', operator: 'includes', value: productTag },
        { field: 'current_tags', operator: 'includes', value: siteTag(plan.websiteId) },
      ],
      any: [],
    },
    actions: [{ field: 'notification_webhook', value: [plan.webhookId, body] }],
  };
}

/** `true`, `"true"` and a text of JSON with other spaces mean the same; the order of conditions means nothing. */
function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value !== 'string') return String(value);
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'object' ? JSON.stringify(parsed) : value;
  } catch {
    return value.trim();
  }
}

/** A condition as people compare it. */
export const conditionText = ({ field, operator, value }: Condition) =>
  [field, operator, typeof value === 'string' ? value : JSON.stringify(value)].filter(Boolean).join(' · ');

const plainCondition = ({ field, operator, value }: Condition) =>
  JSON.stringify([field, operator ?? null, plainValue(value)]);
const plainAction = ({ field, value }: Action) => JSON.stringify([field, plainValue(value)]);
const isSameSet = (one: string[], other: string[]) => one.sort().join('\n') === other.sort().join('\n');

/** The parts that are not as we made them, by name. */
export function triggerDifferences(trigger: Trigger, plan: TriggerPlan): string[] {
  const target = wantedTrigger(plan);
  const { all, any } = trigger.conditions ?? {};
  const isSame = {
    active: trigger.active !== false,
    title: trigger.title == null || trigger.title === target.title,
    conditions:
      isSameSet((all ?? []).map(plainCondition), target.conditions.all.map(plainCondition)) &&
      (any ?? []).length === 0,
    actions: isSameSet((trigger.actions ?? []).map(plainAction), target.actions.map(plainAction)),
  };
  return Object.entries(isSame).flatMap(([part, same]) => (same ? [] : [part]));
}

/**
 * Finds or makes the trigger. One that differs is written anew as a whole, in the category where it stands.
 * @throws ZendeskError; after an unknown outcome a second call finds what the first made.
 */
export async function ensureTrigger(
  client: ZendeskClient,
  plan: TriggerPlan,
  changes: ObjectChange[],
): Promise<number> {
  const found = findOwn(await listTriggers(client), {
    websiteId: plan.websiteId,
    knownId: plan.knownId,
    texts: (trigger) => [trigger.description],
  });
  if (!found) {
    const category_id = await ensureCategory(client, changes);
    const trigger = await createTrigger(client, {
      ...wantedTrigger(plan),
      ...(category_id === undefined ? {} : { category_id }),
    });
    changes.push({
      object: 'trigger',
      action: 'created',
      id: String(trigger.id),
      title: plan.title,
      differences: [],
    });
    return trigger.id;
  }
  const { id, category_id: category } = found.row;
  const differences = triggerDifferences(found.row, plan);
  if (differences.length > 0) {
    await replaceTrigger(client, id, {
      ...wantedTrigger(plan),
      ...(category ? { category_id: category } : {}),
    });
    changes.push({ object: 'trigger', action: 'repaired', id: String(id), title: plan.title, differences });
  } else if (found.how === 'mark') {
    changes.push({ object: 'trigger', action: 'adopted', id: String(id), title: plan.title, differences });
  }
  return id;
}
