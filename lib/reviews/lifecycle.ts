/**
 * The life of a review as one pure decision: state and command in, events out. It reads no clock and no database; the
 * service gives it the time and what holds the queue, and stores what comes out.
 */
import { appeal, decideAppeal } from '@/lib/reviews/appealRules';
import { addMonths } from '@/lib/reviews/calendar';
import {
  RuleBroken,
  type DecidedCause,
  type DecisionContext,
  type Of,
  type ReviewCommand,
  type Rule,
} from '@/lib/reviews/commands';
import type { ReviewEventData } from '@/lib/reviews/events';
import { evolve, type ReviewState } from '@/lib/reviews/fold';
import {
  acceptReport,
  acceptUpdate,
  declineUpdate,
  rejectReport,
  report,
  upholdAlert,
} from '@/lib/reviews/reportRules';

export const modifyWindowMonths = 3;
/** Replies of the merchant under one review: a dialogue, not a campaign. */
export const maxReplies = 20;

export type Decision = { state: ReviewState; events: ReviewEventData[] };

const statusFor = (causes: DecidedCause[]) => (causes.length > 0 ? 'in_moderation' : 'pending');

/** Submitted is when it reached us: a stated date must not choose the place in the queue. */
function submit({ rating, causes }: Of<'submit'>, { at }: DecisionContext): ReviewEventData[] {
  return [{ type: 'submitted', status: statusFor(causes), causes, rating, submittedAt: at.toISOString() }];
}

const modify: Rule<'modify'> = (state, { rating, causes }, { at }) => {
  if (state.status !== 'refused' || !state.refusedAt) {
    throw new RuleBroken('not_refused', 'Only a refused review can be modified by its author.');
  }
  const until = addMonths(state.refusedAt, modifyWindowMonths);
  if (at > until)
    throw new RuleBroken('modify_window_closed', `The author could modify until ${until.toISOString()}.`);
  return [
    { type: 'modified', status: statusFor(causes), causes, rating, textVersion: state.textVersion + 1 },
  ];
};

const publish: Rule<'publish'> = (state, _command, { heldBy }) => {
  if (state.reportedAt)
    throw new RuleBroken('already_reported', 'A reported review waits for the moderation team.');
  if (state.status !== 'in_moderation') {
    throw new RuleBroken(
      'not_in_moderation',
      `Only a review in moderation can be published; this one is ${state.status}.`,
    );
  }
  if (heldBy) throw held(heldBy);
  return [{ type: 'published', by: 'merchant' }];
};

const runDaily: Rule<'run_daily'> = (state, _command, { heldBy }) => {
  if (state.status !== 'pending')
    throw new RuleBroken('forbidden_transition', 'The daily run publishes pending reviews only.');
  if (heldBy) throw held(heldBy);
  return [{ type: 'published', by: 'daily_run' }];
};

function held(reviewId: string): RuleBroken {
  return new RuleBroken(
    'held_by_queue',
    `The older review ${reviewId} of this queue must leave moderation first.`,
    { reviewId },
  );
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
    throw new RuleBroken('reply_limit_reached', `A review takes at most ${maxReplies} replies.`, {
      max: maxReplies,
    });
  }
  return [{ type: 'replied', exchangeId, source }];
};

const changeReply: Rule<'change_reply'> = (_state, { exchangeId, how }) => [
  { type: 'reply_changed', exchangeId, how },
];

const answer: Rule<'answer'> = (state, { exchangeId }) => {
  if (state.replyCount === 0)
    throw new RuleBroken('reply_required', 'The author answers a reply; there is none yet.');
  if (state.status === 'refused')
    throw new RuleBroken('forbidden_transition', 'A refused review is modified, not answered.');
  return [{ type: 'answered', exchangeId }];
};

const setExchanges: Rule<'set_exchanges'> = (state, { hidden }) =>
  state.exchangesHidden === hidden ? [] : [{ type: hidden ? 'exchanges_hidden' : 'exchanges_shown' }];

const rules: { [K in Exclude<ReviewCommand['kind'], 'submit'>]: Rule<K> } = {
  modify,
  publish,
  run_daily: runDaily,
  ring_clock: ringClock,
  reply,
  change_reply: changeReply,
  answer,
  report,
  uphold_alert: upholdAlert,
  accept_report: acceptReport,
  reject_report: rejectReport,
  accept_update: acceptUpdate,
  decline_update: declineUpdate,
  appeal,
  accept_appeal: decideAppeal,
  reject_appeal: decideAppeal,
  withdraw: () => [{ type: 'withdrawn' }],
  set_exchanges: setExchanges,
};

/**
 * What a command does to a review.
 * @param state null for a submission, and only then.
 * @throws RuleBroken when the present state does not allow it; nothing has happened then.
 */
export function decide(
  state: ReviewState | null,
  command: ReviewCommand,
  context: DecisionContext,
): Decision {
  const events =
    command.kind === 'submit'
      ? submit(requireNew(state, command), context)
      : decideNext(state, command, context);
  const after = events.reduce<ReviewState | null>(
    (current, event) => evolve(current, { ...event, at: context.at }),
    state,
  );
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
  // Words taken away for a person's sake are taken away everywhere, whatever became of the review.
  if (state.status === 'withdrawn' && command.kind !== 'change_reply')
    throw new RuleBroken('review_withdrawn', 'The author has withdrawn this review.');
  const rule = rules[command.kind] as Rule<ReviewCommand['kind']>;
  return rule(state, command, context);
}
