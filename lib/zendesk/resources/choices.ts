/** The small lists of an account that a person chooses from: groups, brands, ticket forms, people. */
import { z } from 'zod';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { apiPath, flagSchema, idSchema } from '@/lib/zendesk/resources/identifiers';
import { listAll } from '@/lib/zendesk/resources/pages';
import { userSchema } from '@/lib/zendesk/resources/users';

export type Choice = { id: number; name: string };

const row = z.looseObject({
  id: idSchema,
  name: z.string().nullish(),
  active: flagSchema.nullish(),
  deleted: flagSchema.nullish(),
});

const formSchema = z.looseObject({
  id: idSchema,
  name: z.string().nullish(),
  active: flagSchema.nullish(),
  ticket_field_ids: z.array(idSchema).nullish(),
});
const formAnswer = z.looseObject({ ticket_form: formSchema });

async function listNamed(
  client: ZendeskClient,
  key: 'groups' | 'brands' | 'ticket_forms',
): Promise<Choice[]> {
  const rows = await listAll(client, { path: apiPath(key), query: { 'page[size]': 100 }, key, row });
  return rows
    .filter(({ active, deleted }) => active !== false && deleted !== true)
    .map(({ id, name }) => ({ id, name: name ?? String(id) }));
}

export const listGroups = (client: ZendeskClient) => listNamed(client, 'groups');
export const listBrands = (client: ZendeskClient) => listNamed(client, 'brands');
/** Plans with one form only may refuse the list. */
export const listForms = (client: ZendeskClient) => listNamed(client, 'ticket_forms');

/** Agents and administrators who may be given tickets. */
export async function listAssignees(client: ZendeskClient): Promise<Choice[]> {
  const people: Choice[] = [];
  for (const role of ['admin', 'agent']) {
    const query = { role, 'page[size]': 100 };
    const users = await listAll(client, { path: apiPath('users'), query, key: 'users', row: userSchema });
    const isFit = (user: (typeof users)[number]) =>
      user.id != null && user.role === role && user.active !== false && user.suspended !== true;
    people.push(
      ...users.filter(isFit).map(({ id, name, email }) => ({ id: id as number, name: name ?? email ?? '' })),
    );
  }
  return people;
}

export type TicketForm = { id: number; name: string; fieldIds: number[] };

/** @throws ZendeskError `not_found` for a form that is gone. */
export async function getForm(client: ZendeskClient, id: number): Promise<TicketForm> {
  const { ticket_form: form } = await client.request({
    method: 'GET',
    path: apiPath('ticket_forms', id),
    schema: formAnswer,
  });
  return { id, name: form.name ?? String(id), fieldIds: form.ticket_field_ids ?? [] };
}

/** Replaces the form's whole list of fields, in order. */
export async function setFormFields(client: ZendeskClient, id: number, fieldIds: number[]): Promise<void> {
  await client.request({
    method: 'PUT',
    path: apiPath('ticket_forms', id),
    body: { ticket_form: { ticket_field_ids: fieldIds } },
  });
}
