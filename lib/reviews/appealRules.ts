/** The author's appeal against a refusal: once per refusal, within its time, and judged by somebody else. */
import { addMonths } from '@/lib/reviews/calendar';
import { RuleBroken, type Of, type Rule } from '@/lib/reviews/commands';
import type { ReviewEventData } from '@/lib/reviews/events';
import type { ReviewState } from '@/lib/reviews/fold';

/** Regulation (EU) 2022/2065, article 20: complaints are possible for at least six months after the decision. */
export const appealWindowMonths = 6;

export const appeal: Rule<'appeal'> = (state, command, { at }) => {
  if (state.status !== 'refused' || !state.refusedAt) {
    throw new RuleBroken('not_refused', 'Only a refusal can be appealed.');
  }
  if (state.appeal) {
    throw new RuleBroken('already_appealed', 'This refusal was appealed before; each can be once.');
  }
  if (command.refusedBy === 'author') {
    throw new RuleBroken(
      'forbidden_transition',
      'The author asked to write this review anew: nobody refused it.',
    );
  }
  const until = addMonths(state.refusedAt, appealWindowMonths);
  if (at > until) {
    throw new RuleBroken('appeal_window_closed', `An appeal was possible until ${until.toISOString()}.`);
  }
  return [{ type: 'appealed', appealId: command.appealId }];
};

type AppealDecision = Of<'accept_appeal'> | Of<'reject_appeal'>;

/** Overturned, the review is published whatever waits in its queue: it had its turn before it was refused. */
export function decideAppeal(state: ReviewState, command: AppealDecision): ReviewEventData[] {
  const { refusedById, moderatorId } = command;
  if (state.appeal?.state !== 'open') {
    throw new RuleBroken('appeal_not_open', 'There is no such open appeal.');
  }
  if (moderatorId === refusedById) {
    throw new RuleBroken(
      'other_moderator_required',
      'An appeal is decided by another moderator than the one who refused the review.',
    );
  }
  const appealId = state.appeal.id;
  if (command.kind === 'reject_appeal') return [{ type: 'appeal_rejected', appealId }];
  return [
    { type: 'appeal_accepted', appealId },
    { type: 'published', by: 'appeal' },
  ];
}
