import { beforeAll, describe, expect, it } from 'vitest';
import { findCase, listCases } from '@/lib/moderationDesk/cases';
import { decideCase, type Decide } from '@/lib/moderationDesk/decisions';
import { db, transaction } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { appealRefusal } from '@/lib/reviews/appeals';
import { parseEvent } from '@/lib/reviews/events';
import { fold } from '@/lib/reviews/fold';
import { reportReview } from '@/lib/reviews/reports';
import { publishReview, replyToReview, withdrawReview } from '@/lib/reviews/service';
import { lockReview, toColumns, toState } from '@/lib/reviews/store';
import { modifyReview } from '@/lib/reviews/submission';
import { makeReview, makeUser, makeWebsite } from '@/prisma/seed/factories';

const start = new Date('2026-03-02T10:00:00Z');
const hours = (count: number) => new Date(start.getTime() + count * 3_600_000);
const merchant = { kind: 'merchant' as const, name: 'Claire' };
const author = { kind: 'author' as const, name: 'Alix Vasseur' };
let ines: { id: string; name: string };
let luc: { id: string; name: string };

async function reported(): Promise<{ reviewId: string; reportId: string }> {
  return transaction(async (tx) => {
    const { id: websiteId } = await makeWebsite(tx);
    await tx.notificationSetting.create({ data: { websiteId, addresses: ['shop@shop.test'] } });
    const { id: reviewId } = await makeReview(tx, { websiteId, rating: 1, at: start });
    await replyToReview(tx, { reviewId, body: 'Bonjour', source: 'portal', actor: merchant, at: hours(1) });
    const { reportId } = await reportReview(tx, {
      reviewId,
      reason: 'off_topic',
      source: 'portal',
      actor: merchant,
      at: hours(2),
    });
    return { reviewId, reportId };
  });
}

const decide = (part: Pick<Decide, 'kind' | 'id'> & Partial<Decide>): Promise<{ status: string }> =>
  transaction((tx) =>
    decideCase(tx, { outcome: 'accepted', statement: 'Because.', moderator: ines, at: hours(3), ...part }),
  );
const appeal = (reviewId: string, at = hours(4)) =>
  transaction((tx) => appealRefusal(tx, { reviewId, body: 'Relisez-moi.', actor: author, at }));

async function errorOf(work: Promise<unknown>): Promise<AppError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof AppError) return error;
  throw new Error(`Expected a refusal, got ${String(error)}`);
}

const mailsOf = async (reviewId: string) =>
  (await db.mail.findMany({ where: { reviewId }, orderBy: { id: 'asc' } })).map(({ kind }) => kind);

async function expectFolded(reviewId: string): Promise<void> {
  const row = await db.review.findUniqueOrThrow({
    where: { id: reviewId },
    include: { events: { orderBy: { seq: 'asc' } } },
  });
  const state = fold(row.events.map(parseEvent));
  expect(row).toMatchObject(toColumns(state));
  expect(await transaction(async (tx) => toState(await lockReview(tx, { reviewId })))).toEqual(state);
}

beforeAll(async () => {
  await transaction(async (tx) => {
    const password = 'long enough';
    ines = await makeUser(tx, { email: 'ines@team.test', name: 'Inès', password, isModerator: true });
    luc = await makeUser(tx, { email: 'luc@team.test', name: 'Luc', password, isModerator: true });
  });
});

describe('deciding a report', () => {
  it('lets exactly one of many moderators decide, and tells the others what was decided', async () => {
    const { reviewId, reportId } = await reported();
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) =>
        decide({
          kind: 'reports',
          id: reportId,
          outcome: index % 2 ? 'accepted' : 'rejected',
          moderator: index % 2 ? ines : luc,
          statement: `Reasons ${index}`,
        }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const stored = await db.report.findUniqueOrThrow({ where: { id: reportId } });
    for (const result of results) {
      if (result.status === 'fulfilled') continue;
      expect(result.reason).toMatchObject({
        code: 'report_not_open',
        params: { outcome: stored.state, statement: stored.statement },
      });
    }
    expect(
      await db.reviewEvent.count({
        where: { reviewId, type: { in: ['report_accepted', 'report_rejected'] } },
      }),
    ).toBe(1);
    await expectFolded(reviewId);
  });

  it('never decides a later report for a moderator who looked at an earlier one', async () => {
    const { reviewId, reportId } = await reported();
    await decide({ kind: 'reports', id: reportId, outcome: 'rejected' });
    await transaction((tx) =>
      reportReview(tx, { reviewId, reason: 'competitor', source: 'portal', actor: merchant, at: hours(5) }),
    );
    const error = await errorOf(decide({ kind: 'reports', id: reportId, moderator: luc }));
    expect(error.code).toBe('report_not_open');
    expect(error.params).toMatchObject({ outcome: 'rejected', by: 'Inès', statement: 'Because.' });
    expect((await db.review.findUniqueOrThrow({ where: { id: reviewId } })).reportedAt).not.toBeNull();
  });

  it('mails the author the refusal and the merchant the outcome', async () => {
    const accepted = await reported();
    await decide({ kind: 'reports', id: accepted.reportId });
    expect(await mailsOf(accepted.reviewId)).toEqual(
      expect.arrayContaining(['author_refused', 'merchant_report_accepted']),
    );
    const rejected = await reported();
    await decide({ kind: 'reports', id: rejected.reportId, outcome: 'rejected' });
    expect(await mailsOf(rejected.reviewId)).toContain('merchant_report_rejected');
    expect(await mailsOf(rejected.reviewId)).not.toContain('author_refused');
  });

  it('is unknown for an id nobody gave out', async () => {
    const id = '00000000-0000-4000-8000-000000000000';
    expect((await errorOf(decide({ kind: 'reports', id }))).code).toBe('not_found');
  });
});

describe('appealing a refusal', () => {
  async function refused() {
    const ids = await reported();
    await decide({ kind: 'reports', id: ids.reportId });
    return ids;
  }

  it('waits for another moderator than the one who refused', async () => {
    const { reviewId } = await refused();
    const { appealId } = await appeal(reviewId);
    const mine = (await listCases(ines.id)).find(({ id }) => id === appealId);
    expect(mine).toMatchObject({ kind: 'appeals', isOwn: true });
    const own = await errorOf(decide({ kind: 'appeals', id: appealId, at: hours(5) }));
    expect(own.code).toBe('other_moderator_required');
    expect(await decide({ kind: 'appeals', id: appealId, moderator: luc, at: hours(5) })).toEqual({
      status: 'published',
    });
    expect(await mailsOf(reviewId)).toEqual(
      expect.arrayContaining(['author_appeal_decided', 'merchant_appeal_accepted']),
    );
    await expectFolded(reviewId);
    expect(await findCase('appeals', appealId)).toMatchObject({ decided: { state: 'accepted', by: 'Luc' } });
  });

  it('is possible once per refusal, even when asked for many times at once', async () => {
    const { reviewId } = await refused();
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => appeal(reviewId)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { id } = await db.appeal.findFirstOrThrow({ where: { reviewId } });
    await decide({ kind: 'appeals', id, outcome: 'rejected', moderator: luc, at: hours(5) });
    expect((await errorOf(appeal(reviewId, hours(6)))).code).toBe('already_appealed');
    expect((await db.review.findUniqueOrThrow({ where: { id: reviewId } })).status).toBe('refused');
    await expectFolded(reviewId);
  });

  it('ends six months after the refusal', async () => {
    const { reviewId } = await refused();
    expect((await errorOf(appeal(reviewId, new Date('2026-09-02T13:00:01Z')))).code).toBe(
      'appeal_window_closed',
    );
    await appeal(reviewId, new Date('2026-09-02T13:00:00Z'));
  });

  it('needs a refusal', async () => {
    const { reviewId } = await reported();
    expect((await errorOf(appeal(reviewId))).code).toBe('not_refused');
  });

  it.each(['modify', 'withdraw'] as const)('closes when the author goes on to %s', async (act) => {
    const { reviewId } = await refused();
    const { appealId } = await appeal(reviewId);
    await transaction((tx) =>
      act === 'modify'
        ? modifyReview(tx, { reviewId, rating: 5, comment: 'Autre texte', actor: author, at: hours(5) })
        : withdrawReview(tx, { reviewId, actor: author, at: hours(5) }),
    );
    const error = await errorOf(decide({ kind: 'appeals', id: appealId, moderator: luc, at: hours(6) }));
    expect(error).toMatchObject({ code: 'appeal_not_open', params: { outcome: 'closed', by: '' } });
    await expectFolded(reviewId);
  });

  it('starts anew with a second refusal', async () => {
    const { reviewId } = await refused();
    await appeal(reviewId);
    await transaction(async (tx) => {
      await modifyReview(tx, { reviewId, rating: 1, comment: 'Encore', actor: author, at: hours(5) });
      await publishReview(tx, { reviewId, actor: merchant, at: hours(6) });
    });
    const { reportId } = await transaction((tx) =>
      reportReview(tx, { reviewId, reason: 'off_topic', source: 'portal', actor: merchant, at: hours(7) }),
    );
    await decide({ kind: 'reports', id: reportId, at: hours(8) });
    await appeal(reviewId, hours(9));
    expect(await db.appeal.count({ where: { reviewId } })).toBe(2);
    await expectFolded(reviewId);
  });
});
