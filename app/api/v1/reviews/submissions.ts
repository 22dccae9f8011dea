/** The two ways a shop hands in reviews: one, or a list in which each has its own result. */
import { z } from 'zod';
import type { WebsiteContext } from '@/lib/platform/auth/website';
import type { Tx } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { parseInput } from '@/lib/platform/http/problem';
import { reply, type Reply } from '@/lib/platform/http/route';
import { batchMax, newReviewSchema, toMoment, type NewReview } from '@/lib/reviews/schema';
import { lockQueue } from '@/lib/reviews/store';
import { openDesk, submitReview, type Desk } from '@/lib/reviews/submission';
import { shopActor } from '@/app/api/v1/shopAct';

/** The list itself must be right; a review that is wrong only refuses itself. */
export const looseBatchSchema = z.strictObject({ reviews: z.array(z.unknown()).min(1).max(batchMax) });

type Call = { website: WebsiteContext; at: Date; desk?: Desk };

function submit(tx: Tx, { website, review, at, desk }: Call & { review: NewReview }) {
  const product = review.type === 'product' ? review.product : undefined;
  const { orderDate, submittedAt, ...rest } = review;
  const dates = {
    orderDate: orderDate && toMoment(orderDate, website.timeZone),
    submittedAt: submittedAt && toMoment(submittedAt, website.timeZone),
  };
  const origin = { kind: 'shop_api' as const };
  const submission = {
    ...rest,
    ...dates,
    product,
    origin,
    websiteId: website.id,
    actor: shopActor(website),
    at,
  };
  return submitReview(tx, submission, desk);
}

export async function submitOne(tx: Tx, call: Call & { review: NewReview }): Promise<Reply> {
  const { isNew, ...result } = await submit(tx, call);
  return reply(isNew ? 201 : 200, result);
}

async function submitUnknown(tx: Tx, { review, ...call }: Call & { review: unknown }) {
  try {
    const { isNew, ...result } = await submit(tx, { ...call, review: parseInput(newReviewSchema, review) });
    return { result: isNew ? ('created' as const) : ('repeated' as const), ...result };
  } catch (error) {
    // Refused by a rule before anything was written; anything else undoes the whole batch.
    if (!(error instanceof AppError)) throw error;
    return {
      result: 'refused' as const,
      error: { code: error.code, detail: error.message, errors: error.fields },
    };
  }
}

/** Results in the order of the list; 201 when at least one review is new. */
export async function submitBatch(
  tx: Tx,
  { reviews, ...call }: Call & { reviews: readonly unknown[] },
): Promise<Reply> {
  // Both queues first and in one order, or two batches could wait for each other.
  await lockQueue(tx, call.website.id, 'brand');
  await lockQueue(tx, call.website.id, 'product');
  const desk = await openDesk(tx, call.website.id);
  const results = [];
  // A millisecond apart: the order of the list is the order of arrival.
  for (const [index, review] of reviews.entries()) {
    const at = new Date(call.at.getTime() + index);
    results.push(await submitUnknown(tx, { ...call, at, desk, review }));
  }
  return reply(results.some(({ result }) => result === 'created') ? 201 : 200, results);
}
