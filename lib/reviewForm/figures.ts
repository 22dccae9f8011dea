/** What invitations and the chat on the form come to, for the merchant. */
import { db } from '@/lib/platform/db/client';
import { addMonths } from '@/lib/reviews/calendar';

export type ChatFigures = {
  shown: number;
  /** The visitor opened it or wrote in it: that the form opens it counts as shown. */
  opened: number;
  /** Of the orders where it was used: those whose ticket is solved. */
  solved: number;
};

const windowMonths = 12;

/** Over the last twelve months. */
export async function getChatFigures(websiteId: string, at: Date): Promise<ChatFigures> {
  const since = addMonths(at, -windowMonths);
  const [row] = await db.$queryRaw<ChatFigures[]>`
    SELECT count(*)::int AS shown, count(i.chat_opened_at)::int AS opened,
      count(*) FILTER (WHERE i.chat_opened_at IS NOT NULL AND EXISTS (
        SELECT 1 FROM shop_order o
        JOIN review r ON r.website_id = o.website_id AND comparable(r.order_ref) = comparable(o.order_ref)
        JOIN ticket_link t ON t.review_id = r.id
        WHERE o.id = i.order_id AND t.ticket_status IN ('solved', 'closed')))::int AS solved
    FROM invitation i
    WHERE i.website_id = ${websiteId}::uuid AND i.chat_shown_at >= ${since}`;
  return row ?? { shown: 0, opened: 0, solved: 0 };
}

export type InvitationFigures = { invited: number; reminded: number; opened: number; answered: number };

/** Over the last twelve months, by the day the invitation went out. */
export async function getInvitationFigures(websiteId: string, at: Date): Promise<InvitationFigures> {
  const since = addMonths(at, -windowMonths);
  const [row] = await db.$queryRaw<InvitationFigures[]>`
    SELECT count(*)::int AS invited, count(reminded_at)::int AS reminded, count(opened_at)::int AS opened,
      count(submitted_at)::int AS answered
    FROM invitation WHERE website_id = ${websiteId}::uuid AND queued_at >= ${since}`;
  return row ?? { invited: 0, reminded: 0, opened: 0, answered: 0 };
}
