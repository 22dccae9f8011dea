/**
 * Every ticket that carries a tag, page by page. What was made or changed in the last minutes may be missing: the account's index
 * lags, so a ticket that is not listed has to be asked for before it counts as gone. Deleted tickets are not listed.
 */
import { z } from 'zod';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { apiPath } from '@/lib/zendesk/resources/identifiers';
import { rowsOf } from '@/lib/zendesk/resources/pages';
import { ticketSchema, type Ticket } from '@/lib/zendesk/resources/tickets';

const answer = z.looseObject({
  results: rowsOf(ticketSchema),
  meta: z.looseObject({ has_more: z.boolean().nullish(), after_cursor: z.string().nullish() }).nullish(),
});

const ticketsPerPage = 100;

/**
 * @param cursor of the page before; null for the first.
 * @returns the next page's cursor, null after the last.
 * @throws ZendeskError `validation` for a cursor the account has forgotten.
 */
export async function listTicketsByTag(
  client: ZendeskClient,
  tag: string,
  cursor: string | null,
  options: { signal?: AbortSignal } = {},
): Promise<{ tickets: Ticket[]; cursor: string | null }> {
  const { results, meta } = await client.request({
    method: 'GET',
    path: apiPath('search', 'export'),
    query: {
      query: `tags:${tag}`,
      'filter[type]': 'ticket',
      'page[size]': ticketsPerPage,
      'page[after]': cursor ?? undefined,
    },
    schema: answer,
    signal: options.signal,
    timeoutMs: 30_000,
  });
  return { tickets: results, cursor: meta?.has_more ? (meta.after_cursor ?? null) : null };
}
