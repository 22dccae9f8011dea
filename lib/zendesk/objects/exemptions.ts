/**
 * The account's own triggers that mail the requester would write to the author beside us. Each gets one more condition, so that it
 * leaves our tickets alone; nothing else of it changes, and taking the condition out again restores it.
 */
import type { ZendeskClient } from '@/lib/zendesk/client';
import { productTag, type ObjectChange } from '@/lib/zendesk/objects/mark';
import {
  listTriggers,
  replaceTrigger,
  type Action,
  type Condition,
  type Trigger,
} from '@/lib/zendesk/resources/triggers';

const exemption: Condition = { field: 'current_tags', operator: 'not_includes', value: productTag };
const requesters = new Set(['requester_id', 'requester_and_ccs']);

const mailsRequester = ({ field, value }: Action) =>
  field === 'notification_user' && requesters.has(String(Array.isArray(value) ? value[0] : value));

const isOnTag = ({ field, operator, value }: Condition) =>
  field === 'current_tags' && operator === 'not_includes' && String(value).split(/\s+/).includes(productTag);

/** Ours to remove: the condition with our tag alone. One that names more tags was written by somebody else. */
const isOurs = (condition: Condition) => isOnTag(condition) && String(condition.value).trim() === productTag;

async function replaceConditions(
  client: ZendeskClient,
  trigger: Trigger,
  all: Condition[],
): Promise<ObjectChange> {
  const { id, title, description, active, category_id: category, conditions, actions } = trigger;
  await replaceTrigger(client, id, {
    title: title ?? '',
    active: active !== false,
    conditions: { all, any: conditions?.any ?? [] },
    actions: actions ?? [],
    ...(description ? { description } : {}),
    ...(category ? { category_id: category } : {}),
  });
  return {
    object: 'notification',
    action: 'repaired',
    id: String(id),
    title: title ?? '',
    differences: ['conditions'],
  };
}

/** An active trigger or automation that would mail the author of our tickets. */
export const mailsAuthor = (rule: Trigger) =>
  rule.active !== false &&
  (rule.actions ?? []).some(mailsRequester) &&
  !(rule.conditions?.all ?? []).some(isOnTag);

/** Active triggers that would mail the author of our tickets. */
export async function listMailingTriggers(client: ZendeskClient): Promise<Trigger[]> {
  return (await listTriggers(client)).filter(mailsAuthor);
}

/** Adds the condition where it is missing. @returns the triggers that were changed; none on a second run. */
export async function addExemptions(client: ZendeskClient): Promise<ObjectChange[]> {
  const changes: ObjectChange[] = [];
  for (const trigger of await listMailingTriggers(client)) {
    changes.push(await replaceConditions(client, trigger, [...(trigger.conditions?.all ?? []), exemption]));
  }
  return changes;
}

/**
 * Takes the condition out again. It serves all our tickets of the account: call it only when the last website has left.
 * @param triggerIds only these; all triggers with our condition when left out.
 */
export async function removeExemptions(
  client: ZendeskClient,
  triggerIds?: readonly number[],
): Promise<ObjectChange[]> {
  const changes: ObjectChange[] = [];
  for (const trigger of await listTriggers(client)) {
    const all = trigger.conditions?.all ?? [];
    const isMeant = !triggerIds || triggerIds.includes(trigger.id);
    if (!isMeant || !all.some(isOurs) || !(trigger.actions ?? []).some(mailsRequester)) continue;
    changes.push(
      await replaceConditions(
        client,
        trigger,
        all.filter((condition) => !isOurs(condition)),
      ),
    );
  }
  return changes;
}
