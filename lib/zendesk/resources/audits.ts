/** What was done to a ticket, by whom: proof of what a person might do when they wrote. */
import { z } from 'zod';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { apiPath, idSchema } from '@/lib/zendesk/resources/identifiers';
import { readPages, rowsOf } from '@/lib/zendesk/resources/pages';
import { viaSchema } from '@/lib/zendesk/resources/via';

const eventSchema = z.looseObject({
  type: z.string().nullish(),
  public: z.boolean().nullish(),
  field_name: z.string().nullish(),
  via: viaSchema,
});
const auditSchema = z.looseObject({ author_id: idSchema, events: rowsOf(eventSchema) });
export type Audit = z.output<typeof auditSchema>;

const page = z.looseObject({ audits: rowsOf(auditSchema) });

/** @throws ZendeskError `not_found` for a deleted ticket. */
export async function listAudits(
  client: ZendeskClient,
  ticketId: number,
  options: { signal?: AbortSignal } = {},
): Promise<Audit[]> {
  const request = {
    path: apiPath('tickets', ticketId, 'audits'),
    query: { 'page[size]': 100 },
    schema: page,
    signal: options.signal,
  };
  const audits: Audit[] = [];
  for await (const { audits: rows } of readPages(client, request)) audits.push(...rows);
  return audits;
}

/** Changes that Zendesk lets nobody make but its staff. A rule makes some of them in anybody's name. */
const staffFields = new Set([
  'assignee_id',
  'group_id',
  'tags',
  'priority',
  'type',
  'brand_id',
  'ticket_form_id',
]);

function isStaffs({ type, public: isPublic, field_name: field, via }: Audit['events'][number]): boolean {
  if (type === 'Comment') return isPublic === false;
  return type === 'Change' && staffFields.has(field ?? '') && via?.channel !== 'rule';
}

/** Whom the ticket's own history shows at staff's work, whatever their role is by now. */
export function staffIn(audits: readonly Audit[]): Set<number> {
  return new Set(audits.filter(({ events }) => events.some(isStaffs)).map(({ author_id: id }) => id));
}
