/** A new text of a review: first submission or a modification after a refusal. Both run the same checks. */
import { randomUUID } from 'node:crypto';
import type { Tx } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { findCauses, type Cause } from '@/lib/moderation/causes';
import { loadModerationRules } from '@/lib/moderation/rules';
import type { CauseKind, ReviewStatus, ReviewType } from '@/lib/reviews/events';
import { noticeOfText } from '@/lib/reviews/notices';
import { appendEvents, decideOrThrow, lockQueue, lockReviewInQueue, saveDecision, toColumns, toState, type Actor } from '@/lib/reviews/store';

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
  /** When the author wrote it, for a review imported from elsewhere; `at` otherwise. */
  submittedAt?: Date | undefined;
  actor: Actor;
  at: Date;
};

export type SubmissionResult = { id: string; status: ReviewStatus; causes: CauseView[]; isNew: boolean };
export type CauseView = { kind: CauseKind; category: string | null; matchedText: string | null };

/** Clocks of shops differ a little; a review from the future has no place in a chronological queue. */
const clockSkewMs = 5 * 60_000;

function checkedSubmittedAt({ submittedAt, at }: Submission): Date {
  if (!submittedAt || submittedAt <= at) return submittedAt ?? at;
  if (submittedAt.getTime() - at.getTime() <= clockSkewMs) return at;
  const field = { path: 'submittedAt', code: 'in_future', message: 'A review cannot be submitted in the future.' };
  throw new AppError('invalid_input', { detail: field.message, fields: [field] });
}

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

/** The review already stored under the same sale (and product), as the first submission was answered. */
async function findFirst(tx: Tx, input: Submission): Promise<SubmissionResult | null> {
  const { websiteId, type, orderRef, product } = input;
  const row = await tx.review.findUnique({
    where: { websiteId_type_orderRef_productRef: { websiteId, type, orderRef, productRef: product?.ref ?? '' } },
    include: { causes: { where: { textVersion: 1, kind: { notIn: ['author_answer', 'report'] } }, orderBy: { id: 'asc' } } },
  });
  if (!row) return null;
  return { id: row.id, status: row.status, causes: row.causes.map(toCauseView), isNew: false };
}

export function toCauseView(cause: { kind: CauseKind; category?: string | null; matchedText?: string | null }): CauseView {
  return { kind: cause.kind, category: cause.category ?? null, matchedText: cause.matchedText ?? null };
}

/**
 * Takes a review in: decides the causes of moderation, its status and its place in the queue. A repeat for the same sale
 * (and product) changes nothing and answers the first.
 * @param tx the transaction that also holds whatever else the caller writes.
 */
export async function submitReview(tx: Tx, input: Submission): Promise<SubmissionResult> {
  const { websiteId, type, author, actor, at } = input;
  const submittedAt = checkedSubmittedAt(input);
  await lockQueue(tx, websiteId, type);
  const first = await findFirst(tx, input);
  if (first) return first;
  const website = await tx.website.findUniqueOrThrow({ where: { id: websiteId }, include: { notifications: true } });
  const comment = input.comment ?? '';
  const locale = author.locale ?? website.locale;
  const rules = await loadModerationRules(tx, websiteId);
  const causes = findCauses({ text: comment, rating: input.rating, type, familyName: author.lastName, locale }, rules);
  const decision = decideOrThrow(null, { kind: 'submit', rating: input.rating, causes: decided(causes), submittedAt }, { at });
  const id = randomUUID();
  await tx.review.create({
    data: {
      id,
      websiteId,
      type,
      orderRef: input.orderRef,
      productRef: input.product?.ref ?? '',
      productName: input.product?.name ?? null,
      comment,
      authorFirstName: author.firstName,
      authorLastName: author.lastName,
      authorEmail: author.email,
      authorLocale: locale,
      isAnonymous: input.isAnonymous ?? false,
      orderDate: input.orderDate ?? null,
      createdAt: at,
      ...toColumns(decision.state),
      versions: { create: { number: 1, rating: input.rating, comment, createdAt: at } },
    },
  });
  await tx.reviewCause.createMany({ data: causeRows(id, 1, causes, at) });
  await appendEvents(tx, { reviewId: id, websiteId, decision, actor, at });
  await noticeOfText(tx, { id, status: decision.state.status, textVersion: 1, website });
  return { id, status: decision.state.status, causes: causes.map(toCauseView), isNew: true };
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
  const rules = await loadModerationRules(tx, row.websiteId);
  const subject = { text: comment, rating, type: row.type, familyName: row.authorLastName, locale: row.authorLocale };
  const causes = findCauses(subject, rules);
  const decision = decideOrThrow(toState(row), { kind: 'modify', rating, causes: decided(causes) }, { at });
  const { textVersion, status } = decision.state;
  await tx.reviewVersion.create({ data: { reviewId, number: textVersion, rating, comment, createdAt: at } });
  await tx.reviewCause.createMany({ data: causeRows(reviewId, textVersion, causes, at) });
  await tx.review.update({ where: { id: reviewId }, data: { comment } });
  await saveDecision(tx, { reviewId, websiteId: row.websiteId, decision, actor, at });
  await noticeOfText(tx, { id: reviewId, status, textVersion, website: row.website });
  return { id: reviewId, status, causes: causes.map(toCauseView), isNew: true };
}
