/** A ticket form shows only the fields on it: ours is put on the one our tickets get, or agents would not see idVente. */
import type { ZendeskClient } from '@/lib/zendesk/client';
import { isZendeskError } from '@/lib/zendesk/errors';
import type { ObjectChange } from '@/lib/zendesk/objects/mark';
import { getForm, setFormFields } from '@/lib/zendesk/resources/choices';

/** @returns the form when it was changed; nothing on a second run, and nothing for a form that is gone: the health page names it. */
export async function showFieldOnForm(
  client: ZendeskClient,
  formId: number,
  fieldId: number,
): Promise<ObjectChange[]> {
  try {
    const form = await getForm(client, formId);
    if (form.fieldIds.includes(fieldId)) return [];
    await setFormFields(client, formId, [...form.fieldIds, fieldId]);
    return [
      { object: 'form', action: 'repaired', id: String(formId), title: form.name, differences: ['fields'] },
    ];
  } catch (error) {
    if (isZendeskError(error) && error.kind === 'not_found') return [];
    throw error;
  }
}
