/** The category our triggers stand in, so that administrators find them together. A help, never a condition: without it the trigger works all the same. */
import { z } from 'zod';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { isZendeskError } from '@/lib/zendesk/errors';
import type { ObjectChange } from '@/lib/zendesk/objects/mark';
import { apiPath, textIdSchema } from '@/lib/zendesk/resources/identifiers';
import { listAll } from '@/lib/zendesk/resources/pages';

/** A category has nothing but its name to be known by. */
export const categoryName = 'Avis Vérifiés · Verified Reviews';

const row = z.looseObject({ id: textIdSchema, name: z.string().nullish() });
const answer = z.looseObject({ trigger_category: row });

/**
 * Finds or makes the category.
 * @returns its id; undefined where the account has no categories, or no room for another.
 */
export async function ensureCategory(
  client: ZendeskClient,
  changes: ObjectChange[],
): Promise<string | undefined> {
  const key = 'trigger_categories';
  try {
    const found = (await listAll(client, { path: apiPath(key), key, row })).find(
      ({ name }) => name === categoryName,
    );
    if (found) return found.id;
    const body = { trigger_category: { name: categoryName } };
    const made = await client.request({ method: 'POST', path: apiPath(key), body, schema: answer });
    const { id } = made.trigger_category;
    changes.push({ object: 'category', action: 'created', id, title: categoryName, differences: [] });
    return id;
  } catch (error) {
    const isRefusal = isZendeskError(error) && error.outcome === 'refused';
    if (isRefusal && ['validation', 'forbidden', 'not_found'].includes(error.kind)) return undefined;
    throw error;
  }
}
