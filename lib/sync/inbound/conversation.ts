/** A ticket's conversation, judged comment by comment: what is a reply, and what the rest is. */
import { db } from '@/lib/platform/db/client';
import {
  judgeComment,
  openReasons,
  type JudgedBy,
  type LeftOutReason,
  type Verdict,
} from '@/lib/sync/inbound/replies';
import type { Engine } from '@/lib/sync/runtime/connection';
import { isZendeskError } from '@/lib/zendesk/errors';
import { listAudits, staffIn } from '@/lib/zendesk/resources/audits';
import type { Comment, Conversation } from '@/lib/zendesk/resources/comments';
import type { Ticket } from '@/lib/zendesk/resources/tickets';

export type Judged = {
  /** Oldest first. */
  replies: Comment[];
  /** Of them, those that are at home already. */
  home: ReadonlySet<number>;
  /** Public comments that are none: why → how many. */
  leftOut: Partial<Record<LeftOutReason, number>>;
};

async function listHome({ connection }: Engine, reviewId: string): Promise<Set<number>> {
  const rows = await db.exchange.findMany({
    where: { reviewId, zendeskSubdomain: connection.subdomain, zendeskCommentId: { not: null } },
    select: { zendeskCommentId: true },
  });
  return new Set(rows.map(({ zendeskCommentId }) => Number(zendeskCommentId)));
}

/** Read only where somebody's standing is in question: a role as it is now says nothing of when they wrote. */
async function findProvenStaff({ client, signal }: Engine, ticketId: number): Promise<Set<number>> {
  try {
    return staffIn(await listAudits(client, ticketId, { signal }));
  } catch (error) {
    if (isZendeskError(error) && ['not_found', 'forbidden', 'malformed'].includes(error.kind))
      return new Set();
    throw error;
  }
}

export async function judgeConversation(
  engine: Engine,
  reviewId: string,
  ticket: Ticket,
  { comments, users }: Conversation,
): Promise<Judged> {
  const { connection } = engine;
  const home = await listHome(engine, reviewId);
  const requesterId = ticket.requester_id === connection.userId ? null : (ticket.requester_id ?? null);
  const by: JudgedBy = { users, requesterId, bots: connection.bots, home, provenStaff: new Set() };
  let verdicts = comments.map((comment) => judgeComment(comment, by));
  const isOpen = (verdict: Verdict) => openReasons.some((reason) => reason === verdict);
  if (verdicts.some(isOpen)) {
    const provenStaff = await findProvenStaff(engine, ticket.id);
    verdicts = comments.map((comment) => judgeComment(comment, { ...by, provenStaff }));
  }
  const leftOut: Judged['leftOut'] = {};
  for (const verdict of verdicts)
    if (verdict !== 'reply' && verdict !== 'internal') leftOut[verdict] = (leftOut[verdict] ?? 0) + 1;
  return { replies: comments.filter((_, place) => verdicts[place] === 'reply'), home, leftOut };
}
