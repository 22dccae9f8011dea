/** What people, systems and time may ask of a review, and the refusals they may get. */
import type { CauseKind, ReplyChange, ReplySource, ReviewEventData, ReviewType } from '@/lib/reviews/events';
import type { ReviewState } from '@/lib/reviews/fold';
import type { ReportReason } from '@/lib/moderation/reasons';

export type DecidedCause = { kind: CauseKind; category?: string };

export type ReviewCommand =
  | { kind: 'submit'; rating: number; causes: DecidedCause[] }
  | { kind: 'modify'; rating: number; causes: DecidedCause[] }
  | { kind: 'publish' }
  | { kind: 'run_daily' }
  | { kind: 'ring_clock' }
  | { kind: 'reply'; exchangeId: string; source: ReplySource }
  | { kind: 'change_reply'; exchangeId: string; how: ReplyChange }
  | { kind: 'answer'; exchangeId: string }
  | {
      kind: 'report';
      reportId: string;
      reason: ReportReason;
      type: ReviewType;
      source: ReplySource;
      hasProof: boolean;
    }
  | { kind: 'uphold_alert'; reportId: string; reason: ReportReason }
  | { kind: 'accept_report' }
  | { kind: 'reject_report' }
  | { kind: 'accept_update' }
  | { kind: 'decline_update'; by: 'author' | 'time' }
  | { kind: 'appeal'; appealId: string; refusedBy: 'decision' | 'author' }
  | { kind: 'accept_appeal'; refusedById: string | null; moderatorId: string }
  | { kind: 'reject_appeal'; refusedById: string | null; moderatorId: string }
  | { kind: 'withdraw' }
  | { kind: 'set_exchanges'; hidden: boolean };

export type DecisionContext = {
  at: Date;
  /** The oldest review of the same queue that is older than this one and in moderation, if any. */
  heldBy?: string | null;
};
export type RuleCode =
  | 'not_in_moderation'
  | 'held_by_queue'
  | 'already_reported'
  | 'reply_required'
  | 'report_window_closed'
  | 'reason_not_applicable'
  | 'proof_required'
  | 'reply_limit_reached'
  | 'review_withdrawn'
  | 'report_not_open'
  | 'modify_window_closed'
  | 'not_refused'
  | 'appeal_window_closed'
  | 'already_appealed'
  | 'appeal_not_open'
  | 'other_moderator_required'
  | 'forbidden_transition';

/** A command the present state does not allow. `detail` says what would have to be true. */
export class RuleBroken extends Error {
  constructor(
    readonly code: RuleCode,
    detail: string,
    readonly params: Record<string, string | number> = {},
  ) {
    super(detail);
    this.name = 'RuleBroken';
  }
}

export type Of<K extends ReviewCommand['kind']> = Extract<ReviewCommand, { kind: K }>;
/** One row, or a few, of the transition table. */
export type Rule<K extends ReviewCommand['kind']> = (
  state: ReviewState,
  command: Of<K>,
  context: DecisionContext,
) => ReviewEventData[];
