/** How something came into a ticket. Zendesk names a channel nearly always, and a source for some channels only. */
import { z } from 'zod';

export const viaSchema = z
  .looseObject({
    channel: z.unknown().optional(),
    source: z
      .looseObject({
        from: z.looseObject({ ticket_id: z.unknown().optional() }).nullish().catch(null),
        rel: z.unknown().optional(),
      })
      .nullish()
      .catch(null),
  })
  .nullish()
  .catch(null);
export type Via = z.output<typeof viaSchema>;

/** @returns the closed ticket that this one follows up, null where it follows none. */
export function followedTicketOf(via: Via): number | null {
  if (via?.source?.rel !== 'follow_up') return null;
  const id = Number(via.source.from?.ticket_id);
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}
