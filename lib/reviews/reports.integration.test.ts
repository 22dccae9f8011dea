import { beforeAll, describe, expect, it } from 'vitest';
import { db, transaction } from '@/lib/platform/db/client';
import { decideReport, answerUpdateQuestion, reportReview } from '@/lib/reviews/reports';
import { publishReview, replyToReview, withdrawReview } from '@/lib/reviews/service';
import type { Actor } from '@/lib/reviews/store';
import { modifyReview } from '@/lib/reviews/submission';
import {
  author,
  codeOf,
  expectFolded,
  hours,
  mailsOf,
  merchant,
  openWebsite,
  start,
  submit,
} from '@/lib/reviews/testReviews';
import { makeUser } from '@/prisma/seed/factories';

let moderator: Actor;
beforeAll(async () => {
  const user = await transaction((tx) =>
    makeUser(tx, { email: 'team@team.test', name: 'Inès', password: 'long enough', isModerator: true }),
  );
  moderator = { kind: 'moderator', name: user.name, userId: user.id };
});

describe('reports', () => {
  async function reported() {
    const { id } = await submit(await openWebsite(), start);
    await transaction((tx) =>
      replyToReview(tx, { reviewId: id, body: 'Bonjour', source: 'portal', actor: merchant, at: hours(1) }),
    );
    await transaction((tx) =>
      reportReview(tx, {
        reviewId: id,
        reason: 'off_topic',
        source: 'portal',
        actor: merchant,
        at: hours(2),
      }),
    );
    return id;
  }
  const decide = (reviewId: string, outcome: 'accepted' | 'rejected') =>
    transaction((tx) =>
      decideReport(tx, { reviewId, outcome, statement: 'Parce que.', actor: moderator, at: hours(20) }),
    );

  it('pauses the clock and is due in 48 hours', async () => {
    const id = await reported();
    const row = await db.review.findUniqueOrThrow({ where: { id }, include: { reports: true } });
    expect(row).toMatchObject({
      status: 'in_moderation',
      reportedAt: hours(2),
      publishDueAt: null,
      clockLeftMs: 166n * 3_600_000n,
    });
    expect(row.reports).toMatchObject([{ state: 'open', dueAt: hours(50) }]);
    await expectFolded(id);
  });

  it('accepted: refused, the author is told why; a new text begins again', async () => {
    const id = await reported();
    expect(await decide(id, 'accepted')).toEqual({ status: 'refused' });
    expect((await mailsOf(id)).map(({ kind }) => kind)).toContain('author_refused');
    await expectFolded(id);
    const rewritten = {
      reviewId: id,
      rating: 4,
      comment: 'Mieux que je ne disais.',
      actor: author,
      at: hours(30),
    };
    expect(await transaction((tx) => modifyReview(tx, rewritten))).toMatchObject({ status: 'pending' });
    const row = await db.review.findUniqueOrThrow({
      where: { id },
      include: { versions: { orderBy: { number: 'asc' } } },
    });
    expect(row).toMatchObject({ comment: rewritten.comment, rating: 4, textVersion: 2 });
    expect(row.versions.map(({ comment }) => comment)).toEqual(['Rien à redire.', rewritten.comment]);
    await expectFolded(id);
  });

  it('rejected: published, the merchant is told', async () => {
    const id = await reported();
    expect(await decide(id, 'rejected')).toEqual({ status: 'published' });
    expect((await mailsOf(id)).map(({ kind }) => kind)).toContain('merchant_report_rejected');
    await expectFolded(id);
  });

  it('is decided once when two moderators click at the same moment', async () => {
    const id = await reported();
    const outcomes = await Promise.all([codeOf(decide(id, 'accepted')), codeOf(decide(id, 'rejected'))]);
    expect(outcomes.sort()).toEqual(['done', 'report_not_open']);
    await expectFolded(id);
  });

  it('closes with the withdrawal of the review', async () => {
    const id = await reported();
    await transaction((tx) => withdrawReview(tx, { reviewId: id, actor: author, at: hours(5) }));
    expect(await db.report.findMany({ where: { reviewId: id } })).toMatchObject([{ state: 'closed' }]);
    expect(await codeOf(decide(id, 'accepted'))).toBe('review_withdrawn');
    await expectFolded(id);
  });

  it('asks the author when the dispute is settled', async () => {
    const { id } = await submit(await openWebsite(), start);
    const key = { reviewId: id, actor: merchant, at: hours(1) };
    await transaction((tx) => replyToReview(tx, { ...key, body: 'Réglé', source: 'portal' }));
    await transaction((tx) => publishReview(tx, key));
    expect(
      await transaction((tx) => reportReview(tx, { ...key, reason: 'dispute_handled', source: 'portal' })),
    ).toMatchObject({ status: 'published' });
    expect((await mailsOf(id)).map(({ kind }) => kind)).toContain('author_update_asked');
    expect(
      await transaction((tx) =>
        answerUpdateQuestion(tx, { reviewId: id, wantsUpdate: true, actor: author, at: hours(9) }),
      ),
    ).toEqual({ status: 'refused' });
    await expectFolded(id);
  });
});
