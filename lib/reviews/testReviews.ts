/** How the tests of reviews make them, act on them and look at what was stored. */
import { expect } from 'vitest';
import { db, transaction } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { parseEvent } from '@/lib/reviews/events';
import { fold } from '@/lib/reviews/fold';
import { toColumns, type Actor } from '@/lib/reviews/store';
import { makeReview, makeWebsite } from '@/prisma/seed/factories';

export const start = new Date('2026-03-02T10:00:00Z');
export const hours = (count: number) => new Date(start.getTime() + count * 3_600_000);
export const merchant: Actor = { kind: 'merchant', name: 'Claire' };
export const author: Actor = { kind: 'author', name: 'Alix' };

/** Each test has a website of its own, so that no queue is shared. @returns its id. */
export async function openWebsite(): Promise<string> {
  const { id } = await transaction((tx) => makeWebsite(tx));
  await db.notificationSetting.create({
    data: { websiteId: id, addresses: ['shop@shop.test'], onNewReview: true },
  });
  return id;
}

/** A review of one star, unless stated otherwise. */
export const submit = (websiteId: string, at: Date, rating = 1, more: object = {}) =>
  transaction((tx) =>
    makeReview(tx, { websiteId, at, rating, orderRef: `O-${at.getTime()}-${rating}`, ...more }),
  );

/** The mails about a review, oldest first. */
export const mailsOf = (reviewId: string) =>
  db.mail.findMany({ where: { reviewId }, orderBy: { id: 'asc' }, select: { kind: true, toAddress: true } });

/** @returns the code of the rule that was broken, or `done`; any other error is thrown on. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'done';
}

/** Every stored column the state machine owns equals the fold of the stored events. */
export async function expectFolded(reviewId: string): Promise<void> {
  const row = await db.review.findUniqueOrThrow({
    where: { id: reviewId },
    include: { events: { orderBy: { seq: 'asc' } } },
  });
  expect(row.events.map(({ seq }) => seq)).toEqual(row.events.map((_, index) => index + 1));
  expect(row).toMatchObject(toColumns(fold(row.events.map(parseEvent))));
}
