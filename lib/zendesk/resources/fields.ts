/** Ticket fields. Making and changing them takes an administrator. */
import { z } from 'zod';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { apiPath, flagSchema, idSchema } from '@/lib/zendesk/resources/identifiers';
import { listAll } from '@/lib/zendesk/resources/pages';

export const fieldSchema = z.looseObject({
  id: idSchema,
  type: z.string().nullish(),
  title: z.string().nullish(),
  description: z.string().nullish(),
  agent_description: z.string().nullish(),
  active: flagSchema.nullish(),
  visible_in_portal: flagSchema.nullish(),
  editable_in_portal: flagSchema.nullish(),
  required: flagSchema.nullish(),
  required_in_portal: flagSchema.nullish(),
  created_at: z.string().nullish(),
});
export type TicketField = z.output<typeof fieldSchema>;

export type FieldInput = {
  type: 'text';
  title: string;
  description: string;
  agent_description: string;
  active: boolean;
  visible_in_portal: boolean;
  editable_in_portal: boolean;
};

export type FieldChanges = Partial<Omit<FieldInput, 'type'>> & {
  required?: boolean;
  required_in_portal?: boolean;
};

const fieldAnswer = z.looseObject({ ticket_field: fieldSchema });

export function listFields(client: ZendeskClient): Promise<TicketField[]> {
  return listAll(client, { path: apiPath('ticket_fields'), key: 'ticket_fields', row: fieldSchema });
}

export async function createField(client: ZendeskClient, field: FieldInput): Promise<TicketField> {
  const body = { ticket_field: field };
  const answer = await client.request({
    method: 'POST',
    path: apiPath('ticket_fields'),
    body,
    schema: fieldAnswer,
  });
  return answer.ticket_field;
}

/** The type of a field cannot be changed. */
export async function updateField(
  client: ZendeskClient,
  fieldId: number,
  changes: FieldChanges,
): Promise<TicketField> {
  const body = { ticket_field: changes };
  const answer = await client.request({
    method: 'PUT',
    path: apiPath('ticket_fields', fieldId),
    body,
    schema: fieldAnswer,
  });
  return answer.ticket_field;
}
