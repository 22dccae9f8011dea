/** Is every object there once, and only this website's? And what did the former integration leave? Pure over what was read. */
import type { Look } from '@/lib/zendesk/health/accessChecks';
import { fault, ok, unknown, warning, type Judgement } from '@/lib/zendesk/health/judgement';
import { findLegacyObjects } from '@/lib/zendesk/health/legacyObjects';
import { findMark } from '@/lib/zendesk/objects/mark';

/** Two websites on one id would take each other's replies; two objects of one website would report each reply twice. */
export async function judgeSeparation({ account, facts }: Look): Promise<Judgement> {
  const { sharingIds, known, websiteId } = facts;
  if (sharingIds.length > 0) return fault('ids_shared', { names: sharingIds.join(' · ') });
  const [{ value: webhooks }, { value: triggers }] = [await account.webhooks(), await account.triggers()];
  if (!webhooks || !triggers) return unknown;
  const isOurs = ({ description }: { description?: string | null }) =>
    findMark(description) === websiteId.toLowerCase();
  const doubled = [
    ...triggers.filter((row) => row.active !== false && row.id !== known.triggerId && isOurs(row)),
    ...webhooks.filter((row) => row.status !== 'inactive' && row.id !== known.webhookId && isOurs(row)),
  ];
  if (doubled.length === 0) return ok();
  const names = doubled.map((row) => `${'title' in row ? String(row.title) : String(row.name)} (${row.id})`);
  return fault('objects_doubled', { names: names.join(' · '), count: doubled.length });
}

export async function judgeLegacy({ account, facts }: Look): Promise<Judgement> {
  const [webhooks, triggers, targets] = [
    await account.webhooks(),
    await account.triggers(),
    await account.targets(),
  ];
  if (!webhooks.value || !triggers.value) return unknown;
  const found = findLegacyObjects({
    webhooks: webhooks.value,
    triggers: triggers.value,
    targets: targets.value ?? [],
  });
  const open = found.filter(({ kind, id }) => !facts.legacyLeft.includes(`${kind}:${id}`));
  if (open.length === 0) return ok({ count: found.length });
  return warning('legacy_found', { count: open.length, names: open.map(({ title }) => title).join(' · ') });
}
