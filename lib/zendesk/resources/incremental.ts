/**
 * What has changed in an account, as it tells administrators: page by page from a moment on, then from a cursor. The newest minute
 * is always left out, a deleted ticket comes with the status `deleted`, and the account allows ten such calls a minute.
 */
import { z } from 'zod';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { apiPath, idSchema } from '@/lib/zendesk/resources/identifiers';
import { viaSchema } from '@/lib/zendesk/resources/via';

/** Only what tells whose ticket it is and whether it moved: pages are of a thousand whole tickets. */
const changedTicketSchema = z.object({
  id: idSchema,
  external_id: z.union([z.string(), z.number().transform(String)]).nullish(),
  status: z.string().nullish(),
  created_at: z.string().nullish(),
  updated_at: z.string().nullish(),
  /** Seconds. When anything about it last changed, also what leaves `updated_at` as it was: a redaction, for example. */
  generated_timestamp: z.number().nullish().catch(null),
  is_public: z.boolean().nullish().catch(null),
  via: viaSchema,
});
export type ChangedTicket = z.output<typeof changedTicketSchema>;

const answer = z.looseObject({
  tickets: z.array(changedTicketSchema),
  after_cursor: z.string().nullish(),
  end_of_stream: z.boolean().nullish(),
});

export type ChangedTickets = {
  tickets: ChangedTicket[];
  /** Where the next page begins; null when the account gave none, and the same place has to be asked for again. */
  cursor: string | null;
  isAtEnd: boolean;
};

/** A page of a thousand tickets takes its time. */
const timeoutMs = 60_000;

/**
 * @param from the cursor of the page before, or for the first page a moment at least a minute ago.
 * @throws ZendeskError `forbidden` for a user who is no administrator, `validation` for a cursor it does not know.
 */
export async function listChangedTickets(
  client: ZendeskClient,
  from: { cursor: string } | { since: Date },
  options: { pageSize: number; signal?: AbortSignal },
): Promise<ChangedTickets> {
  const place =
    'cursor' in from ? { cursor: from.cursor } : { start_time: Math.floor(from.since.getTime() / 1000) };
  const { tickets, after_cursor, end_of_stream } = await client.request({
    method: 'GET',
    path: apiPath('incremental', 'tickets', 'cursor'),
    query: { ...place, per_page: options.pageSize },
    schema: answer,
    signal: options.signal,
    timeoutMs,
  });
  return { tickets, cursor: after_cursor ?? null, isAtEnd: end_of_stream !== false };
}
