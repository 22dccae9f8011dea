/** The ticket field that carries idVente. */
import type { ZendeskClient } from '@/lib/zendesk/client';
import { findMark, findOwn, markOf, type ObjectChange } from '@/lib/zendesk/objects/mark';
import {
  createField,
  listFields,
  updateField,
  type FieldChanges,
  type TicketField,
} from '@/lib/zendesk/resources/fields';

export type FieldPlan = { websiteId: string; knownId?: number | null; title: string };

/** As we name it; the merchant may name it otherwise. */
export const fieldTitle = 'idVente';

/** An order reference is text; a known field of another type cannot hold it. */
const textTypes = new Set(['text', 'textarea', 'regexp']);

/** A stranger's system field is never ours; a type that is not told is given the benefit of the doubt. */
export const canHoldReference = (field: TicketField) => !field.type || textTypes.has(field.type);

const closedParts = ['visible_in_portal', 'editable_in_portal'] as const;
const freeParts = ['required', 'required_in_portal'] as const;

/** A customer who sees the field reads which order a review is of; one who fills it in leads a reply to another's review. */
export const isOpened = (field: TicketField) => closedParts.some((part) => field[part] === true);
/** Whoever must fill it in cannot make or solve the tickets that are none of ours. */
export const isRequired = (field: TicketField) => freeParts.some((part) => field[part] === true);
/** Made by us. A field without a mark is the former integration's or the merchant's own, whose settings are theirs. */
export const isMarked = (field: TicketField) => findMark(field.agent_description, field.description) !== null;

/** What keeps the field from working as it must. A part that is not told is taken as right. */
function correctionsOf(field: TicketField): FieldChanges {
  const raised = isMarked(field) ? [...closedParts, ...freeParts].filter((part) => field[part] === true) : [];
  return {
    ...(field.active === false ? { active: true } : {}),
    ...Object.fromEntries(raised.map((part) => [part, false])),
  };
}

/**
 * Finds or makes the field. A field found by id keeps the title and texts the merchant gave it: only being inactive breaks it, and,
 * where we made it, being open to customers or required.
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
  const corrections = correctionsOf(found.row);
  const differences = Object.keys(corrections);
  if (differences.length > 0) await updateField(client, id, corrections);
  if (differences.length > 0 || found.how === 'mark') {
    changes.push({
      object: 'field',
      action: differences.length > 0 ? 'repaired' : 'adopted',
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
