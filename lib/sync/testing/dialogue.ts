/** What merchants, authors and agents do with a review on a stage, and what of it stands on either side. */
import { answerReview, replyToReview } from '@/lib/reviews/service';
import { account, type Stage } from '@/lib/sync/testing/stage';
import { client } from '../../../e2e/zendesk/harness';

export const merchant = { kind: 'merchant' as const, name: 'Claire' };
export const author = { kind: 'author' as const, name: 'Alix' };

/** The merchant replies in the portal. */
export const reply = ({ transaction }: Stage, reviewId: string, body: string) =>
  transaction((tx) =>
    replyToReview(tx, { reviewId, actor: merchant, at: new Date(), body, source: 'portal' }),
  );

/** The author answers the merchant. */
export const answer = ({ transaction }: Stage, reviewId: string, body: string) =>
  transaction((tx) => answerReview(tx, { reviewId, actor: author, at: new Date(), body }));

/** What the merchant has replied on the review, wherever it was written. */
export const repliesOf = async ({ db }: Stage, reviewId: string) =>
  (await db.exchange.findMany({ where: { reviewId, origin: 'merchant' } })).map(({ body }) => body);

export const linkOf = ({ db }: Stage, reviewId: string) =>
  db.ticketLink.findUniqueOrThrow({ where: { reviewId } });

/** The review's tickets, those that followed the first included, the deleted ones not; in the order of their making. */
export const ticketsOf = async (stage: Stage, reviewId: string) =>
  (await stage.tickets())
    .filter((ticket) => ticket.externalId?.startsWith(`verified-reviews:${reviewId}`) && !ticket.isDeleted)
    .sort((one, other) => one.id - other.id);

/** A public comment of an agent, its webhook sent. */
export async function writeInZendesk(stage: Stage, ticketId: number, body: string): Promise<void> {
  await stage.zendesk.act(account, ticketId, { comment: { body, public: true } });
  await stage.webhooksSent();
}

/** Does something in the account over its API, as its administrator. @throws Error where Zendesk refuses it. */
export async function inZendesk(stage: Stage, method: string, path: string, body?: object) {
  const { status, text, json } = await client(stage.practice, account).call(method, `/api/v2${path}`, body);
  if (status >= 300) throw new Error(`${method} ${path} was answered ${status}: ${text}`);
  return json;
}
