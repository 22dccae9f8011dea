/** Rows 7, 8, 9 and 11: a report is filed, and the team or the author decides it. */
import { reportReasons } from '@/lib/moderation/reasons';
import { addMonths } from '@/lib/reviews/calendar';
import { RuleBroken, type Of, type Rule } from '@/lib/reviews/commands';
import type { ReviewState } from '@/lib/reviews/fold';

export const reportWindowMonths = 3;
/** How long the author may take to answer "do you want to update?". */
export const updateAnswerDays = 14;
const dayMs = 86_400_000;

export const report: Rule<'report'> = (state, command, { at }) => {
  if (state.report) throw new RuleBroken('already_reported', 'A report on this review is already open.');
  if (state.status !== 'in_moderation' && state.status !== 'published') {
    throw new RuleBroken('not_in_moderation', 'Only a review in moderation or published can be reported.');
  }
  if (state.replyCount === 0)
    throw new RuleBroken('reply_required', 'Reply to the author before reporting the review.');
  requireWindow(state, command, at);
  const { reason, reportId } = command;
  const rule = reportReasons[reason];
  if (!rule.appliesTo.includes(command.type)) {
    throw new RuleBroken(
      'reason_not_applicable',
      `The reason ${reason} does not apply to a ${command.type} review.`,
      { reason },
    );
  }
  if (rule.proof === 'required' && !command.hasProof) {
    throw new RuleBroken('proof_required', `The reason ${reason} needs an attachment that proves it.`, {
      reason,
    });
  }
  if (reason !== 'dispute_handled') return [{ type: 'reported', reportId, reason }];
  if (state.status !== 'published') {
    throw new RuleBroken(
      'reason_not_applicable',
      'Publish the review first: the author is asked while it is public.',
      { reason },
    );
  }
  return [{ type: 'update_asked', reportId }];
};

/** The portal takes a late report; Zendesk, its sidebar and the API do not. */
function requireWindow(state: ReviewState, { source }: Of<'report'>, at: Date): void {
  const until = addMonths(state.submittedAt, reportWindowMonths);
  if (source === 'portal' || at <= until) return;
  throw new RuleBroken(
    'report_window_closed',
    `Reports from here were possible until ${until.toISOString()}; use the portal.`,
    {
      until: until.toISOString(),
    },
  );
}

function openReport(state: ReviewState, wanted: 'open' | 'author_asked') {
  if (state.report?.state !== wanted)
    throw new RuleBroken('report_not_open', 'There is no such open report on this review.');
  return state.report;
}

export const acceptReport: Rule<'accept_report'> = (state) => {
  const { id, reason } = openReport(state, 'open');
  return [
    { type: 'report_accepted', reportId: id },
    { type: 'refused', reason, by: 'decision' },
  ];
};

/** A reader's alert needs no reply and no window: what breaks the rules in public does so at any age. */
export const upholdAlert: Rule<'uphold_alert'> = (state, { reportId, reason }) => {
  if (state.reportedAt)
    throw new RuleBroken('already_reported', 'The shop has reported this review: decide that report.');
  if (state.status === 'refused')
    throw new RuleBroken('forbidden_transition', 'This review is refused already.');
  return [
    { type: 'reported', reportId, reason },
    { type: 'report_accepted', reportId },
    { type: 'refused', reason, by: 'decision' },
  ];
};

export const rejectReport: Rule<'reject_report'> = (state) => [
  { type: 'report_rejected', reportId: openReport(state, 'open').id },
  { type: 'published', by: 'decision' },
];

export const acceptUpdate: Rule<'accept_update'> = (state) => [
  { type: 'report_accepted', reportId: openReport(state, 'author_asked').id },
  { type: 'refused', reason: 'dispute_handled', by: 'author' },
];

export const declineUpdate: Rule<'decline_update'> = (state, { by }, { at }) => {
  const asked = openReport(state, 'author_asked');
  if (by === 'time' && at.getTime() < asked.at.getTime() + updateAnswerDays * dayMs) {
    throw new RuleBroken('forbidden_transition', 'The author still has time to answer.');
  }
  return [{ type: 'update_declined', reportId: asked.id, by }];
};
