/** The ticket field that carries idVente. */
import type { ZendeskClient } from '@/lib/zendesk/client';
import { findOwn, markOf, type ObjectChange } from '@/lib/zendesk/objects/mark';
import { createField, listFields, updateField, type TicketField } from '@/lib/zendesk/resources/fields';

export type FieldPlan = { websiteId: string; knownId?: number | null; title: string };

/** An order reference is text; a known field of another type cannot hold it. */
const textTypes = new Set(['text', 'textarea', 'regexp']);

/** A stranger's system field is never ours; a type that is not told is given the benefit of the doubt. */
export const canHoldReference = (field: TicketField) => !field.type || textTypes.has(field.type);

/**
 * Finds or makes the field. A field found by id keeps the title and texts the merchant gave it: only being inactive breaks anything.
 * @throws ZendeskError; after an unknown outcome a second call finds what the first made.
 */
export async function ensureField(
  client: ZendeskClient,
  plan: FieldPlan,
  changes: ObjectChange[],
): Promise<number> {
  const fields = (await listFields(client)).filter(canHoldReference);
  const found = findOwn(fields, {
    websiteId: plan.websiteId,
    knownId: plan.knownId,
    texts: (field) => [field.agent_description, field.description],
  });
  if (!found) return makeField(client, plan, changes);
  const { id, title } = found.row;
  const isInactive = found.row.active === false;
  if (isInactive) await updateField(client, id, { active: true });
  if (isInactive || found.how === 'mark') {
    const differences = isInactive ? ['active'] : [];
    changes.push({
      object: 'field',
      action: isInactive ? 'repaired' : 'adopted',
      id: String(id),
      title: title ?? plan.title,
      differences,
    });
  }
  return id;
}

async function makeField(client: ZendeskClient, plan: FieldPlan, changes: ObjectChange[]): Promise<number> {
  // Both descriptions carry the mark, because which of the two an account shows and keeps depends on its plan.
  const description = `Avis Vérifiés (Verified Reviews): idVente, the order of the review. ${markOf(plan.websiteId)}`;
  const field = await createField(client, {
    type: 'text',
    title: plan.title,
    description,
    agent_description: description,
    active: true,
    visible_in_portal: false,
    editable_in_portal: false,
  });
  changes.push({
    object: 'field',
    action: 'created',
    id: String(field.id),
    title: plan.title,
    differences: [],
  });
  return field.id;
}
