/** A new text of a review: first submission or a modification after a refusal. Both run the same checks. */
import { randomUUID } from 'node:crypto';
import type { Tx } from '@/lib/platform/db/client';
import { findCauses, type Cause, type ModerationRules } from '@/lib/moderation/causes';
import { loadModerationRules } from '@/lib/moderation/rules';
import { readName } from '@/lib/platform/text/personName';
import { closeAppeal } from '@/lib/reviews/appeals';
import type { CauseKind, ReviewStatus, ReviewType } from '@/lib/reviews/events';
import { loadWebsite, noticeOfText, type Website } from '@/lib/reviews/notices';
import { findPurchase, toOriginColumns, type Origin } from '@/lib/reviews/proof';
import { checkStatedDate } from '@/lib/reviews/statedDate';
import {
  appendEvents,
  decideOrThrow,
  lockQueue,
  lockReviewInQueue,
  saveDecision,
  toColumns,
  toState,
  type Actor,
} from '@/lib/reviews/store';

export type Submission = {
  websiteId: string;
  type: ReviewType;
  orderRef: string;
  product?: { ref: string; name: string } | undefined;
  rating: number;
  comment?: string | undefined;
  author: { firstName: string; lastName: string; email: string; locale?: string | undefined };
  isAnonymous?: boolean;
  orderDate?: Date | undefined;
  /** When the shop says it was written: shown, nothing else. */
  submittedAt?: Date | undefined;
  origin: Origin;
  actor: Actor;
  at: Date;
};

export type SubmissionResult = { id: string; status: ReviewStatus; causes: CauseView[]; isNew: boolean };
export type CauseView = { kind: CauseKind; category: string | null; matchedText: string | null };

function causeRows(reviewId: string, textVersion: number, causes: readonly Cause[], createdAt: Date) {
  return causes.map(({ kind, category, matchedText, start, end }) => ({
    reviewId,
    textVersion,
    kind,
    category: category ?? null,
    matchedText: matchedText ?? null,
    start: start ?? null,
    end: end ?? null,
    createdAt,
  }));
}

const decided = (causes: readonly Cause[]) =>
  causes.map(({ kind, category }) => ({ kind, ...(category ? { category } : {}) }));

/**
 * The review already stored under the same sale (and product), as people see their references, as the first submission was
 * answered. A form finds only what came of its own invitation: nobody can keep an author from writing by handing in a review for
 * their order first, and an order made up afterwards leads to nobody else's review.
 */
async function findFirst(tx: Tx, input: Submission): Promise<SubmissionResult | null> {
  const { websiteId, type, orderRef, product, origin } = input;
  const { causedBy } = toOriginColumns(origin);
  const [row] = await tx.$queryRaw<{ id: string; status: ReviewStatus }[]>`
    SELECT id, status FROM review WHERE website_id = ${websiteId}::uuid AND type = ${type}::review_type
      AND comparable(order_ref) = comparable(${orderRef}) AND comparable(product_ref) = comparable(${product?.ref ?? ''})
      AND (caused_by = ${causedBy} OR ${causedBy} = '')
    ORDER BY caused_by LIMIT 1`;
  if (!row) return null;
  const causes = await tx.reviewCause.findMany({
    where: { reviewId: row.id, textVersion: 1, kind: { notIn: ['author_answer', 'report'] } },
    orderBy: { id: 'asc' },
  });
  return { ...row, causes: causes.map(toCauseView), isNew: false };
}

export function toCauseView(cause: {
  kind: CauseKind;
  category?: string | null;
  matchedText?: string | null;
}): CauseView {
  return { kind: cause.kind, category: cause.category ?? null, matchedText: cause.matchedText ?? null };
}

/** What every submission to one website needs; a batch reads it once. */
export type Desk = { website: Website; rules: ModerationRules };

export async function openDesk(tx: Tx, websiteId: string): Promise<Desk> {
  return { website: await loadWebsite(tx, websiteId), rules: await loadModerationRules(tx, websiteId) };
}

/**
 * Takes a review in: decides the causes of moderation, its status and its place in the queue. A repeat for the same sale
 * (and product) changes nothing and answers the first.
 * @param tx the transaction that also holds whatever else the caller writes.
 * @param desk read in the same transaction, when several reviews are taken in.
 */
export async function submitReview(tx: Tx, input: Submission, desk?: Desk): Promise<SubmissionResult> {
  const { websiteId, type, author, actor, rating, at } = input;
  await lockQueue(tx, websiteId, type);
  const first = await findFirst(tx, input);
  if (first) return first;
  const purchase = await findPurchase(tx, input);
  const orderDate = input.orderDate ?? purchase?.orderDate ?? null;
  const statedAt = checkStatedDate(input.submittedAt, { at, orderDate });
  const { website, rules } = desk ?? (await openDesk(tx, websiteId));
  const text = input.comment ?? '';
  const locale = author.locale ?? website.locale;
  const { orderRef } = input;
  const { familyNames } = readName(author);
  const causes = findCauses({ text, rating, type, familyNames, locale, orderRef }, rules);
  const decision = decideOrThrow(null, { kind: 'submit', rating, causes: decided(causes) }, { at });
  const id = randomUUID();
  await tx.review.createMany({
    data: [
      { ...toRow(input, locale), id, statedAt, isVerified: purchase !== null, ...toColumns(decision.state) },
    ],
  });
  await writeText(tx, { reviewId: id, number: 1, rating, comment: text, createdAt: at }, causes);
  await appendEvents(tx, { reviewId: id, websiteId, decision, actor, at });
  await noticeOfText(tx, website, { id, status: decision.state.status, textVersion: 1 });
  return { id, status: decision.state.status, causes: causes.map(toCauseView), isNew: true };
}

/** The columns of a new row that the state machine does not own. */
function toRow(input: Submission, authorLocale: string) {
  const { websiteId, type, orderRef, product, comment, author, isAnonymous, orderDate, origin, at } = input;
  return {
    ...toOriginColumns(origin),
    websiteId,
    type,
    orderRef,
    productRef: product?.ref ?? '',
    productName: product?.name ?? null,
    comment: comment ?? '',
    authorFirstName: author.firstName,
    authorLastName: author.lastName,
    authorEmail: author.email,
    authorLocale,
    isAnonymous: isAnonymous ?? false,
    orderDate: orderDate ?? null,
    createdAt: at,
  };
}

type Version = { reviewId: string; number: number; rating: number; comment: string; createdAt: Date };

async function writeText(tx: Tx, version: Version, causes: readonly Cause[]): Promise<void> {
  const { reviewId, number, createdAt } = version;
  await tx.reviewVersion.createMany({ data: [version] });
  if (causes.length > 0)
    await tx.reviewCause.createMany({ data: causeRows(reviewId, number, causes, createdAt) });
}

/**
 * The author writes a refused review anew: a new version is shown, the earlier ones are kept and never shown.
 * @throws AppError `not_refused`, `modify_window_closed`.
 */
export async function modifyReview(
  tx: Tx,
  input: { reviewId: string; rating: number; comment: string; actor: Actor; at: Date },
): Promise<SubmissionResult> {
  const { reviewId, rating, comment, actor, at } = input;
  const row = await lockReviewInQueue(tx, { reviewId });
  const { website, rules } = await openDesk(tx, row.websiteId);
  const subject = {
    text: comment,
    rating,
    type: row.type,
    familyNames: readName({ firstName: row.authorFirstName, lastName: row.authorLastName }).familyNames,
    locale: row.authorLocale,
    orderRef: row.orderRef,
  };
  const causes = findCauses(subject, rules);
  const decision = decideOrThrow(toState(row), { kind: 'modify', rating, causes: decided(causes) }, { at });
  const { textVersion, status } = decision.state;
  await writeText(tx, { reviewId, number: textVersion, rating, comment, createdAt: at }, causes);
  await tx.review.update({ where: { id: reviewId }, data: { comment } });
  await saveDecision(tx, { reviewId, websiteId: row.websiteId, decision, actor, at });
  await closeAppeal(tx, reviewId);
  await noticeOfText(tx, website, { id: reviewId, status, textVersion });
  return { id: reviewId, status, causes: causes.map(toCauseView), isNew: true };
}
