import { allow } from '../http/auth';
import { readJson } from '../http/body';
import type { PracticeApp, PracticeContext } from '../http/context';
import { json } from '../http/reply';
import { updateTicket } from '../tickets/write';
import { writerOf } from './request';
import { ticketInPath, useUpdateLimits } from './tickets';

/** What each way makes of the tags it is given, as an update of the ticket would say it. */
const AS_UPDATE = { PUT: 'additional_tags', POST: 'tags', DELETE: 'remove_tags' } as const;

/**
 * Adds, replaces or removes tags alone. With `safe_update` an old `updated_at` is refused; seconds are all it can tell apart.
 * @returns the tags as they are afterwards
 */
async function change(c: PracticeContext, method: keyof typeof AS_UPDATE): Promise<Response> {
  const { tags, safe_update, updated_at } = await readJson(c);
  const ticket = ticketInPath(c);
  useUpdateLimits(c, ticket.id);
  const record = { [AS_UPDATE[method]]: tags ?? [], safe_update, updated_stamp: updated_at };
  const written = updateTicket(writerOf(c), ticket, record);
  return json(c, { tags: written.ticket.tags }, method === 'POST' ? 201 : 200);
}

/** The tags of one ticket. */
export function mountTicketTags(api: PracticeApp): void {
  const agent = allow('agent', 'tickets');
  api.get('/tickets/:id/tags', agent, (c) => json(c, { tags: ticketInPath(c).tags }));
  api.put('/tickets/:id/tags', agent, (c) => change(c, 'PUT'));
  api.post('/tickets/:id/tags', agent, (c) => change(c, 'POST'));
  api.delete('/tickets/:id/tags', agent, (c) => change(c, 'DELETE'));
}
