/** All that people and machines may do with a review, for tests that let many of them loose. */
import type { Tx } from '@/lib/platform/db/client';
import type { PrismaClient } from '@/lib/platform/db/generated/client';
import { queueReply, takeBackReply } from '@/lib/reviews/pendingReplies';
import { decideReport, reportReview } from '@/lib/reviews/reports';
import {
  answerReview,
  publishReview,
  replyToReview,
  setExchangesHidden,
  withdrawReview,
} from '@/lib/reviews/service';
import type { Actor } from '@/lib/reviews/store';
import { modifyReview } from '@/lib/reviews/submission';

const author: Actor = { kind: 'author', name: 'Alix' };

type Place = { reviewId: string; at: Date; merchant: Actor & { userId: string }; moderator: Actor };
type Deed = (place: Place) => Promise<unknown>;

/** @param wide has a connection for each actor. */
export function deedsOver(wide: PrismaClient) {
  const once = <T>(work: (tx: Tx) => Promise<T>) =>
    wide.$transaction(work, { maxWait: 20_000, timeout: 60_000 });
  /** What each deed leaves in the log when it succeeds: [event, how many]. */
  const deeds: Record<string, { event: string | null; run: Deed }> = {
    reply: {
      event: 'replied',
      run: ({ reviewId, at, merchant }) =>
        once((tx) => replyToReview(tx, { reviewId, body: 'Bonjour', source: 'api', actor: merchant, at })),
    },
    publish: {
      event: 'published',
      run: async ({ reviewId, at, merchant }) => {
        // What a merchant would publish is the head of the queue; the rest is held.
        const head = await wide.review.findFirst({
          where: { status: 'in_moderation', reportedAt: null },
          orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }],
          select: { id: true },
        });
        return once((tx) => publishReview(tx, { reviewId: head?.id ?? reviewId, actor: merchant, at }));
      },
    },
    report: {
      event: 'reported',
      run: ({ reviewId, at, merchant }) =>
        once((tx) =>
          reportReview(tx, { reviewId, reason: 'off_topic', source: 'portal', actor: merchant, at }),
        ),
    },
    accept: {
      event: 'report_accepted',
      run: ({ reviewId, at, moderator }) =>
        once((tx) =>
          decideReport(tx, { reviewId, outcome: 'accepted', statement: 'Oui.', actor: moderator, at }),
        ),
    },
    reject: {
      event: 'report_rejected',
      run: ({ reviewId, at, moderator }) =>
        once((tx) =>
          decideReport(tx, { reviewId, outcome: 'rejected', statement: 'Non.', actor: moderator, at }),
        ),
    },
    answer: {
      event: 'answered',
      run: ({ reviewId, at }) =>
        once((tx) => answerReview(tx, { reviewId, body: 'Merci', actor: author, at })),
    },
    modify: {
      event: 'modified',
      run: ({ reviewId, at }) =>
        once((tx) => modifyReview(tx, { reviewId, rating: 2, comment: 'Un autre texte', actor: author, at })),
    },
    hide: {
      event: null,
      run: ({ reviewId, at, merchant }) =>
        once((tx) =>
          setExchangesHidden(tx, { reviewId, hidden: at.getTime() % 2 === 0, actor: merchant, at }),
        ),
    },
    write: {
      event: null,
      run: async ({ reviewId, at, merchant }) => {
        const { pendingReplyId } = await once((tx) =>
          queueReply(tx, { reviewId, body: 'Bonsoir', actor: merchant, at }),
        );
        if (at.getTime() % 2 === 0) return;
        const { websiteId } = await wide.review.findUniqueOrThrow({ where: { id: reviewId } });
        const key = { pendingReplyId, reviewId, websiteId, userId: merchant.userId };
        await once((tx) => takeBackReply(tx, key));
      },
    },
  };
  /** The author who takes a review back ends the game for it, so this is rare. */
  const rareDeed: Deed = ({ reviewId, at }) =>
    once((tx) => withdrawReview(tx, { reviewId, actor: author, at }));
  return { deeds, rareDeed };
}
