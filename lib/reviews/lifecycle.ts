/**
 * The life of a review as one pure decision: state and command in, events out. It reads no clock and no database; the
 * service gives it the time and what holds the queue, and stores what comes out.
 */
import { addMonths } from '@/lib/reviews/calendar';
import type { CauseKind, ReplySource, ReviewEventData, ReviewType } from '@/lib/reviews/events';
import { evolve, type ReviewState } from '@/lib/reviews/fold';
import { reportReasons, type ReportReason } from '@/lib/moderation/reasons';

export const reportWindowMonths = 3;
export const modifyWindowMonths = 3;
export const updateAnswerDays = 14;
/** Replies of the merchant under one review: a dialogue, not a campaign. */
export const maxReplies = 20;
const dayMs = 86_400_000;

export type DecidedCause = { kind: CauseKind; category?: string };

export type ReviewCommand =
  | { kind: 'submit'; rating: number; causes: DecidedCause[]; submittedAt: Date }
  | { kind: 'modify'; rating: number; causes: DecidedCause[] }
  | { kind: 'publish' }
  | { kind: 'run_daily' }
  | { kind: 'ring_clock' }
  | { kind: 'reply'; exchangeId: string; source: ReplySource }
  | { kind: 'answer'; exchangeId: string }
  | { kind: 'report'; reportId: string; reason: ReportReason; type: ReviewType; source: ReplySource; hasProof: boolean }
  | { kind: 'accept_report' }
  | { kind: 'reject_report' }
  | { kind: 'accept_update' }
  | { kind: 'decline_update'; by: 'author' | 'time' }
  | { kind: 'withdraw' }
  | { kind: 'set_exchanges'; hidden: boolean };

export type DecisionContext = {
  at: Date;
  /** The oldest review of the same queue that is older than this one and in moderation, if any. */
  heldBy?: string | null;
};
export type Decision = { state: ReviewState; events: ReviewEventData[] };

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

type Of<K extends ReviewCommand['kind']> = Extract<ReviewCommand, { kind: K }>;
type Rule<K extends ReviewCommand['kind']> = (
  state: ReviewState,
  command: Of<K>,
  context: DecisionContext,
) => ReviewEventData[];

const statusFor = (causes: DecidedCause[]) => (causes.length > 0 ? 'in_moderation' : 'pending');

function submit({ rating, causes, submittedAt }: Of<'submit'>, { at }: DecisionContext): ReviewEventData[] {
  if (submittedAt > at) throw new RuleBroken('forbidden_transition', 'A review cannot be submitted in the future.');
  return [{ type: 'submitted', status: statusFor(causes), causes, rating, submittedAt: submittedAt.toISOString() }];
}

const modify: Rule<'modify'> = (state, { rating, causes }, { at }) => {
  if (state.status !== 'refused' || !state.refusedAt) {
    throw new RuleBroken('not_refused', 'Only a refused review can be modified by its author.');
  }
  const until = addMonths(state.refusedAt, modifyWindowMonths);
  if (at > until) throw new RuleBroken('modify_window_closed', `The author could modify until ${until.toISOString()}.`);
  return [{ type: 'modified', status: statusFor(causes), causes, rating, textVersion: state.textVersion + 1 }];
};

const publish: Rule<'publish'> = (state, _command, { heldBy }) => {
  if (state.reportedAt) throw new RuleBroken('already_reported', 'A reported review waits for the moderation team.');
  if (state.status !== 'in_moderation') {
    throw new RuleBroken('not_in_moderation', `Only a review in moderation can be published; this one is ${state.status}.`);
  }
  if (heldBy) throw held(heldBy);
  return [{ type: 'published', by: 'merchant' }];
};

const runDaily: Rule<'run_daily'> = (state, _command, { heldBy }) => {
  if (state.status !== 'pending') throw new RuleBroken('forbidden_transition', 'The daily run publishes pending reviews only.');
  if (heldBy) throw held(heldBy);
  return [{ type: 'published', by: 'daily_run' }];
};

function held(reviewId: string): RuleBroken {
  return new RuleBroken('held_by_queue', `The older review ${reviewId} of this queue must leave moderation first.`, { reviewId });
}

/** The clock outranks the queue: nothing stays unpublished past its seven days unless it is reported itself. */
const ringClock: Rule<'ring_clock'> = (state, _command, { at }) => {
  if (!state.publishDueAt || state.publishDueAt > at) {
    throw new RuleBroken('forbidden_transition', 'The seven-day clock of this review has not run out.');
  }
  return [{ type: 'published', by: 'clock' }];
};

const reply: Rule<'reply'> = (state, { exchangeId, source }) => {
  if (state.replyCount >= maxReplies) {
    throw new RuleBroken('reply_limit_reached', `A review takes at most ${maxReplies} replies.`, { max: maxReplies });
  }
  return [{ type: 'replied', exchangeId, source }];
};

const answer: Rule<'answer'> = (state, { exchangeId }) => {
  if (state.replyCount === 0) throw new RuleBroken('reply_required', 'The author answers a reply; there is none yet.');
  if (state.status === 'refused') throw new RuleBroken('forbidden_transition', 'A refused review is modified, not answered.');
  return [{ type: 'answered', exchangeId }];
};

const report: Rule<'report'> = (state, command, { at }) => {
  if (state.report) throw new RuleBroken('already_reported', 'A report on this review is already open.');
  if (state.status !== 'in_moderation' && state.status !== 'published') {
    throw new RuleBroken('not_in_moderation', 'Only a review in moderation or published can be reported.');
  }
  if (state.replyCount === 0) throw new RuleBroken('reply_required', 'Reply to the author before reporting the review.');
  requireWindow(state, command, at);
  const { reason, reportId } = command;
  const rule = reportReasons[reason];
  if (!rule.appliesTo.includes(command.type)) {
    throw new RuleBroken('reason_not_applicable', `The reason ${reason} does not apply to a ${command.type} review.`, { reason });
  }
  if (rule.proof === 'required' && !command.hasProof) {
    throw new RuleBroken('proof_required', `The reason ${reason} needs an attachment that proves it.`, { reason });
  }
  if (reason !== 'dispute_handled') return [{ type: 'reported', reportId, reason }];
  if (state.status !== 'published') {
    throw new RuleBroken('reason_not_applicable', 'Publish the review first: the author is asked while it is public.', { reason });
  }
  return [{ type: 'update_asked', reportId }];
};

/** The portal takes a late report; Zendesk, its sidebar and the API do not. */
function requireWindow(state: ReviewState, { source }: Of<'report'>, at: Date): void {
  const until = addMonths(state.submittedAt, reportWindowMonths);
  if (source === 'portal' || at <= until) return;
  throw new RuleBroken('report_window_closed', `Reports from here were possible until ${until.toISOString()}; use the portal.`, {
    until: until.toISOString(),
  });
}

function openReport(state: ReviewState, wanted: 'open' | 'author_asked') {
  if (state.report?.state !== wanted) throw new RuleBroken('report_not_open', 'There is no such open report on this review.');
  return state.report;
}

const acceptReport: Rule<'accept_report'> = (state) => {
  const { id, reason } = openReport(state, 'open');
  return [
    { type: 'report_accepted', reportId: id },
    { type: 'refused', reason, by: 'decision' },
  ];
};

const rejectReport: Rule<'reject_report'> = (state) => [
  { type: 'report_rejected', reportId: openReport(state, 'open').id },
  { type: 'published', by: 'decision' },
];

const acceptUpdate: Rule<'accept_update'> = (state) => [
  { type: 'report_accepted', reportId: openReport(state, 'author_asked').id },
  { type: 'refused', reason: 'dispute_handled', by: 'author' },
];

const declineUpdate: Rule<'decline_update'> = (state, { by }, { at }) => {
  const asked = openReport(state, 'author_asked');
  if (by === 'time' && at.getTime() < asked.at.getTime() + updateAnswerDays * dayMs) {
    throw new RuleBroken('forbidden_transition', 'The author still has time to answer.');
  }
  return [{ type: 'update_declined', reportId: asked.id, by }];
};

const setExchanges: Rule<'set_exchanges'> = (state, { hidden }) =>
  state.exchangesHidden === hidden ? [] : [{ type: hidden ? 'exchanges_hidden' : 'exchanges_shown' }];

const rules: { [K in Exclude<ReviewCommand['kind'], 'submit'>]: Rule<K> } = {
  modify,
  publish,
  run_daily: runDaily,
  ring_clock: ringClock,
  reply,
  answer,
  report,
  accept_report: acceptReport,
  reject_report: rejectReport,
  accept_update: acceptUpdate,
  decline_update: declineUpdate,
  withdraw: () => [{ type: 'withdrawn' }],
  set_exchanges: setExchanges,
};

/**
 * What a command does to a review.
 * @param state null for a submission, and only then.
 * @throws RuleBroken when the present state does not allow it; nothing has happened then.
 */
export function decide(state: ReviewState | null, command: ReviewCommand, context: DecisionContext): Decision {
  const events = command.kind === 'submit' ? submit(requireNew(state, command), context) : decideNext(state, command, context);
  const after = events.reduce<ReviewState | null>((current, event) => evolve(current, { ...event, at: context.at }), state);
  return { state: after as ReviewState, events };
}

function requireNew(state: ReviewState | null, command: Of<'submit'>): Of<'submit'> {
  if (state) throw new RuleBroken('forbidden_transition', 'This review was already submitted.');
  return command;
}

function decideNext(
  state: ReviewState | null,
  command: Exclude<ReviewCommand, { kind: 'submit' }>,
  context: DecisionContext,
): ReviewEventData[] {
  if (!state) throw new RuleBroken('forbidden_transition', 'There is no review yet.');
  if (state.status === 'withdrawn') throw new RuleBroken('review_withdrawn', 'The author has withdrawn this review.');
  const rule = rules[command.kind] as Rule<ReviewCommand['kind']>;
  return rule(state, command, context);
}
