/** Takes words and names out of reviews and of everything that was written about them; dates, ratings and decisions stay. */
import { maskPerson } from '@/lib/erasure/mask';
import type { Tx } from '@/lib/platform/db/client';
import { Prisma } from '@/lib/platform/db/generated/client';

/** Stands where a text was, in columns that may not be empty. */
const gone = '[…]';

type Target = { reviewIds: readonly string[]; email: string; at: Date };

/** What happened to a review on a shop's word, as far as people's names and contacts go. Rating, text and decisions stay. */
export async function anonymiseReviews(tx: Tx, target: Target & { erasureId: string }): Promise<void> {
  const { reviewIds, erasureId, at } = target;
  const ids = [...reviewIds];
  if (ids.length === 0) return;
  const ofReview = { reviewId: { in: ids } };
  await scrubTraffic(tx, ids);
  await scrubAnswers(tx, target);
  for (const id of ids) await maskTexts(tx, id);
  await tx.$executeRaw`
    UPDATE review SET author_first_name = '', author_last_name = '', author_email = '', is_anonymous = true,
      order_ref = 'anonymous-' || id, anonymised_by = ${erasureId}::uuid
    WHERE id = ANY(${ids}::uuid[])`;
  await tx.reviewCause.updateMany({ where: ofReview, data: { matchedText: null, start: null, end: null } });
  await tx.exchange.updateMany({ where: { ...ofReview, origin: 'author' }, data: { authorName: '' } });
  await tx.reviewEvent.updateMany({ where: { ...ofReview, handledAt: null }, data: { handledAt: at } });
  await tx.reviewEvent.updateMany({ where: { ...ofReview, actorKind: 'author' }, data: { actorName: '' } });
}

async function maskTexts(tx: Tx, id: string): Promise<void> {
  const review = await tx.review.findUniqueOrThrow({
    where: { id },
    include: { versions: true, exchanges: true, pendingReplies: true, reports: true, appeals: true },
  });
  const names = [review.authorFirstName, review.authorLastName];
  const mask = (text: string) => maskPerson(text, names);
  await tx.review.update({ where: { id }, data: { comment: mask(review.comment) } });
  for (const { number, comment } of review.versions)
    await tx.reviewVersion.update({
      where: { reviewId_number: { reviewId: id, number } },
      data: { comment: mask(comment) },
    });
  for (const row of review.exchanges)
    await tx.exchange.update({ where: { id: row.id }, data: { body: mask(row.body) } });
  for (const row of review.pendingReplies)
    await tx.pendingReply.update({ where: { id: row.id }, data: { body: mask(row.body) } });
  for (const { id: reportId, comment, statement } of review.reports)
    await tx.report.update({
      where: { id: reportId },
      data: { comment: mask(comment), statement: statement === null ? null : mask(statement) },
    });
  for (const { id: appealId, body, statement } of review.appeals)
    await tx.appeal.update({
      where: { id: appealId },
      data: { body: mask(body), statement: statement === null ? null : mask(statement) },
    });
}

/** @returns hashes of the evidence whose rows are gone, for their files to follow. */
export async function scrubReviews(tx: Tx, target: Target): Promise<Uint8Array[]> {
  const ids = [...target.reviewIds];
  if (ids.length === 0) return [];
  const ofReview = { reviewId: { in: ids } };
  // Before the review's own columns change: the order's reference finds what was received about it.
  await scrubTraffic(tx, ids);
  await scrubAnswers(tx, target);
  await tx.$executeRaw`
    UPDATE review SET author_first_name = '', author_last_name = '', author_email = '', comment = '', is_anonymous = true,
      order_ref = 'erased-' || id, order_date = NULL, erased_at = ${target.at}
    WHERE id = ANY(${ids}::uuid[])`;
  await tx.reviewVersion.updateMany({ where: ofReview, data: { comment: '' } });
  await tx.reviewCause.updateMany({ where: ofReview, data: { matchedText: null, start: null, end: null } });
  await tx.exchange.updateMany({ where: ofReview, data: { body: gone } });
  await tx.exchange.updateMany({ where: { ...ofReview, origin: 'author' }, data: { authorName: '' } });
  await tx.pendingReply.deleteMany({ where: ofReview });
  // The engine must tell Zendesk nothing more of it: what lies there is erased by a way of its own.
  await tx.reviewEvent.updateMany({
    where: { ...ofReview, handledAt: null },
    data: { handledAt: target.at },
  });
  await tx.reviewEvent.updateMany({ where: { ...ofReview, actorKind: 'author' }, data: { actorName: '' } });
  return scrubCases(tx, ids);
}

async function scrubCases(tx: Tx, ids: string[]): Promise<Uint8Array[]> {
  const ofReview = { reviewId: { in: ids } };
  const evidence = await tx.reportAttachment.findMany({
    where: { report: ofReview },
    select: { sha256: true },
  });
  await tx.reportAttachment.deleteMany({ where: { report: ofReview } });
  await tx.report.updateMany({ where: ofReview, data: { comment: '' } });
  await tx.report.updateMany({ where: { ...ofReview, statement: { not: null } }, data: { statement: gone } });
  await tx.appeal.updateMany({ where: ofReview, data: { body: gone } });
  await tx.appeal.updateMany({ where: { ...ofReview, statement: { not: null } }, data: { statement: gone } });
  await tx.alert.updateMany({ where: ofReview, data: { comment: '' } });
  await tx.alert.updateMany({ where: { ...ofReview, statement: { not: null } }, data: { statement: gone } });
  return evidence.map(({ sha256 }) => sha256);
}

/** The tickets reviews have and had. */
const ticketsOf = (ids: string[]) => Prisma.sql`(
  SELECT connection_id, ticket_id FROM ticket_link WHERE review_id = ANY(${ids}::uuid[])
  UNION ALL SELECT connection_id, ticket_id FROM past_ticket WHERE review_id = ANY(${ids}::uuid[]))`;

/** Bodies that went to Zendesk and came from it. A delivery under way is closed: the pump finds its ticket by external id. */
async function scrubTraffic(tx: Tx, ids: string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE webhook_event w SET body = '', id_vente = NULL, handled_at = coalesce(w.handled_at, now()), last_error = NULL
    FROM ${ticketsOf(ids)} t WHERE w.connection_id = t.connection_id AND w.ticket_id = t.ticket_id`;
  // After the table it comes from: a row moved meanwhile is found here. The archive holds no contents, only this reference.
  await tx.$executeRaw`
    UPDATE archive.webhook_event w SET id_vente = NULL
    FROM ${ticketsOf(ids)} t WHERE w.connection_id = t.connection_id AND w.ticket_id = t.ticket_id`;
  await tx.delivery.updateMany({
    where: { reviewId: { in: ids }, state: { not: 'done' } },
    data: { state: 'done' },
  });
  await tx.delivery.updateMany({
    where: { reviewId: { in: ids } },
    data: { payload: {}, lastErrorDetail: null },
  });
}

/** Answers kept for repeated requests hold reviews as shops got them. */
async function scrubAnswers(tx: Tx, { reviewIds, email }: Target): Promise<void> {
  const websites = await tx.review.findMany({
    where: { id: { in: [...reviewIds] } },
    distinct: ['websiteId'],
    select: { websiteId: true },
  });
  const words = [...(email ? [email] : []), ...reviewIds].map(
    (word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`,
  );
  await tx.$executeRaw`
    DELETE FROM idempotency_record
    WHERE website_id = ANY(${websites.map(({ websiteId }) => websiteId)}::uuid[]) AND body::text ILIKE ANY(${words})`;
}
