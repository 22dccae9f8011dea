/** Does the trigger report agents' replies, to the right webhook, with the right body? Pure over what was read. */
import type { Look } from '@/lib/zendesk/health/accessChecks';
import { fault, ok, unknown, warning, type Difference, type Judgement } from '@/lib/zendesk/health/judgement';
import { mailsAuthor } from '@/lib/zendesk/objects/exemptions';
import { findMark, productTag } from '@/lib/zendesk/objects/mark';
import { conditionText, triggerDifferences, wantedTrigger } from '@/lib/zendesk/objects/trigger';
import type { Action, Condition, Trigger } from '@/lib/zendesk/resources/triggers';

async function findTrigger({ account, facts }: Look): Promise<Trigger | null | undefined> {
  const { value: triggers } = await account.triggers();
  if (!triggers) return undefined;
  return triggers.find(({ id }) => id === facts.known.triggerId) ?? null;
}

function planOf({ facts }: Look) {
  const { websiteId, known, wanted } = facts;
  const { fieldId, webhookId } = known;
  return { websiteId, title: wanted.triggerTitle, fieldId: fieldId ?? 0, webhookId: webhookId ?? '' };
}

const isOthers = (trigger: Trigger, { facts }: Look) => {
  const owner = findMark(trigger.description);
  return owner !== null && owner !== facts.websiteId.toLowerCase();
};

function conditionChanges(trigger: Trigger, look: Look): Difference[] {
  const wanted = wantedTrigger(planOf(look));
  const changed = triggerDifferences(trigger, planOf(look));
  const found = [...(trigger.conditions?.all ?? []), ...(trigger.conditions?.any ?? [])];
  const lines = (conditions: Condition[]) => conditions.map(conditionText).join('\n');
  return changed.flatMap((part): Difference[] => {
    if (part === 'title') return [{ part, found: trigger.title ?? '', wanted: wanted.title }];
    if (part === 'conditions') return [{ part, found: lines(found), wanted: lines(wanted.conditions.all) }];
    return [];
  });
}

/** There, on, ours, and asking for what it should; what it does is judged by the two checks after this. */
export async function judgeTrigger(look: Look): Promise<Judgement> {
  const trigger = await findTrigger(look);
  if (trigger === undefined) return unknown;
  const { triggerId } = look.facts.known;
  if (triggerId === null) return fault('setup_unfinished');
  const evidence = { id: triggerId, title: trigger?.title ?? look.facts.wanted.triggerTitle };
  if (!trigger) return fault('trigger_missing', evidence);
  if (isOthers(trigger, look)) return fault('trigger_other_website', evidence);
  if (trigger.active === false) return fault('trigger_disabled', evidence);
  const changes = conditionChanges(trigger, look);
  return changes.length > 0 ? fault('trigger_edited', evidence, changes) : ok(evidence);
}

const isCall = ({ field }: Action) => field === 'notification_webhook';
const partsOf = ({ value }: Action): [string, string] => {
  const [id, body] = (Array.isArray(value) ? value : [value]) as unknown[];
  return [
    typeof id === 'string' || typeof id === 'number' ? String(id) : '',
    typeof body === 'string' ? body : JSON.stringify(body ?? ''),
  ];
};
const actionText = (action: Action) =>
  isCall(action) ? `notification_webhook → ${partsOf(action)[0]}` : JSON.stringify(action);

export async function judgeCall(look: Look): Promise<Judgement> {
  const trigger = await findTrigger(look);
  const { webhookId } = look.facts.known;
  if (!trigger || webhookId === null || isOthers(trigger, look)) return unknown;
  const actions = trigger.actions ?? [];
  const lines = actions.map(actionText).join('\n');
  const change = { part: 'actions', found: lines, wanted: `notification_webhook → ${webhookId}` };
  const evidence = { title: trigger.title ?? '' };
  if (!actions.some(isCall)) return fault('calls_no_webhook', evidence, [change]);
  if (!actions.some((action) => isCall(action) && partsOf(action)[0] === webhookId))
    return fault('calls_other_webhook', evidence, [change]);
  // What else it does happens to our tickets only, and before or after our call: nobody can tell what that brings about.
  return actions.length > 1 ? fault('extra_actions', evidence, [change]) : ok(evidence);
}

const squeezed = (text: string) => text.replaceAll(/\s+/g, '');

export async function judgeBody(look: Look): Promise<Judgement> {
  const trigger = await findTrigger(look);
  const { fieldId, webhookId } = look.facts.known;
  if (!trigger || fieldId === null || isOthers(trigger, look)) return unknown;
  const call = (trigger.actions ?? []).filter(isCall).find((action) => partsOf(action)[0] === webhookId);
  if (!call) return unknown;
  const found = partsOf(call)[1];
  const wanted = String((wantedTrigger(planOf(look)).actions[0]?.value as string[] | undefined)?.[1]);
  if (squeezed(found) === squeezed(wanted)) return ok({ field: fieldId });
  const changes = [{ part: 'body', found, wanted }];
  const websiteIds = found.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi) ?? [];
  const isOtherWebsite = websiteIds.some((id) => id.toLowerCase() !== look.facts.websiteId.toLowerCase());
  if (isOtherWebsite) return fault('body_other_website', { field: fieldId }, changes);
  if (!found.includes(`{{ticket.ticket_field_${fieldId}}}`))
    return fault('body_without_order', { field: fieldId }, changes);
  return fault('body_edited', { field: fieldId }, changes);
}

const titles = (rules: Trigger[]) => rules.map(({ title, id }) => title ?? String(id)).join(' · ');

/** Whoever else writes to the requester of our tickets writes to an author who hears from us already. */
export async function judgeNotifications({ account, facts }: Look): Promise<Judgement> {
  const { value: triggers } = await account.triggers();
  const { value: automations } = await account.automations();
  if (!triggers) return unknown;
  const condition = `current_tags · not_includes · ${productTag}`;
  const mailing = triggers.filter(mailsAuthor);
  const byHour = (automations ?? []).filter(mailsAuthor);
  const count = mailing.length + byHour.length;
  if (count === 0) return ok();
  const evidence = { names: titles([...mailing, ...byHour]), count, condition, tag: productTag };
  if (!facts.exempt) return warning('author_mails_allowed', evidence);
  // Triggers we may change, the merchant agreed to it; an automation of theirs we never touch.
  if (mailing.length > 0) return fault('triggers_mail_author', { ...evidence, names: titles(mailing) });
  return fault('automations_mail_author', { ...evidence, names: titles(byHour) });
}
