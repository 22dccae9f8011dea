import { describe, expect, it } from 'vitest';
import { addMonths } from '@/lib/reviews/calendar';
import type { ReviewState } from '@/lib/reviews/fold';
import { RuleBroken, type DecidedCause, type ReviewCommand } from '@/lib/reviews/commands';
import { decide } from '@/lib/reviews/lifecycle';

const start = new Date('2026-01-10T10:00:00Z');
const hours = (count: number) => new Date(start.getTime() + count * 3_600_000);
const days = (count: number) => hours(count * 24);
const reportId = '7f0c6f0e-5b1a-4c1e-9a57-0c8a3f6d2b11';
const exchangeId = '7f0c6f0e-5b1a-4c1e-9a57-0c8a3f6d2b12';

type Step = [command: ReviewCommand, at: Date, heldBy?: string];
const play = (state: ReviewState | null, ...steps: Step[]) =>
  steps.reduce<ReviewState | null>(
    (current, [command, at, heldBy]) => decide(current, command, { at, heldBy: heldBy ?? null }).state,
    state,
  ) as ReviewState;

const submit = (causes: DecidedCause[] = []): Step => [
  { kind: 'submit', rating: 1, causes, submittedAt: start },
  start,
];
const pending = () => play(null, submit());
const moderated = () => play(null, submit([{ kind: 'rating' }]));
const reply = (at: Date): Step => [{ kind: 'reply', exchangeId, source: 'portal' }, at];
const report = (at: Date, more: Partial<Extract<ReviewCommand, { kind: 'report' }>> = {}): Step => [
  {
    kind: 'report',
    reportId,
    reason: 'off_topic',
    type: 'brand',
    source: 'zendesk',
    hasProof: false,
    ...more,
  },
  at,
];
const published = () => play(moderated(), [{ kind: 'publish' }, hours(2)]);
const refused = () =>
  play(moderated(), reply(hours(1)), report(hours(2)), [{ kind: 'accept_report' }, hours(3)]);

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof RuleBroken) return error.code;
    throw error;
  }
  return 'allowed';
}
const tryTo = (state: ReviewState, ...step: Step) => codeOf(() => play(state, step));

describe('rows 1 and 2: submission', () => {
  it('is pending without a cause, in moderation with one; the clock runs for seven days', () => {
    expect(pending()).toMatchObject({ status: 'pending', publishDueAt: days(7) });
    expect(moderated()).toMatchObject({ status: 'in_moderation', publishDueAt: days(7) });
  });

  it('keeps the date the author wrote at, and counts the clock from when we hold the review', () => {
    const state = play(null, [{ kind: 'submit', rating: 5, causes: [], submittedAt: days(-30) }, start]);
    expect(state).toMatchObject({ submittedAt: days(-30), publishDueAt: days(7) });
  });

  it('happens once', () => {
    expect(tryTo(pending(), ...submit())).toBe('forbidden_transition');
  });
});

describe('rows 3 and 4: daily run', () => {
  it('publishes a pending review that nothing holds', () => {
    expect(play(pending(), [{ kind: 'run_daily' }, hours(20)])).toMatchObject({
      status: 'published',
      publishedAt: hours(20),
      publishDueAt: null,
    });
  });

  it('leaves a pending review behind an older one in moderation', () => {
    expect(tryTo(pending(), { kind: 'run_daily' }, hours(20), 'older')).toBe('held_by_queue');
  });

  it('never publishes a review in moderation', () => {
    expect(tryTo(moderated(), { kind: 'run_daily' }, hours(20))).toBe('forbidden_transition');
  });
});

describe('row 5: the merchant publishes', () => {
  it('publishes from moderation only', () => {
    expect(published()).toMatchObject({ status: 'published', publishDueAt: null });
    expect(tryTo(pending(), { kind: 'publish' }, hours(1))).toBe('not_in_moderation');
    expect(tryTo(published(), { kind: 'publish' }, hours(3))).toBe('not_in_moderation');
    expect(tryTo(refused(), { kind: 'publish' }, hours(4))).toBe('not_in_moderation');
  });

  it('does not pass an older review in moderation', () => {
    expect(tryTo(moderated(), { kind: 'publish' }, hours(1), 'older')).toBe('held_by_queue');
  });

  it('does not take a reported review from the moderation team', () => {
    expect(tryTo(play(moderated(), reply(hours(1)), report(hours(2))), { kind: 'publish' }, hours(3))).toBe(
      'already_reported',
    );
  });
});

describe('row 6: seven days', () => {
  it('publish what is pending or in moderation, whatever holds the queue, and not a moment before', () => {
    for (const state of [pending(), moderated()]) {
      expect(tryTo(state, { kind: 'ring_clock' }, new Date(days(7).getTime() - 1))).toBe(
        'forbidden_transition',
      );
      expect(play(state, [{ kind: 'ring_clock' }, days(7), 'older']).status).toBe('published');
    }
  });

  it('pause while a report is open', () => {
    const reported = play(moderated(), reply(hours(1)), report(days(2)));
    expect(reported).toMatchObject({ publishDueAt: null, clockLeftMs: 5 * 86_400_000 });
    expect(tryTo(reported, { kind: 'ring_clock' }, days(30))).toBe('forbidden_transition');
  });
});

describe('row 7: report', () => {
  it('takes the review off the public pages at once', () => {
    const state = play(published(), reply(hours(3)), report(days(20)));
    expect(state).toMatchObject({
      status: 'in_moderation',
      reportedAt: days(20),
      report: { id: reportId, reason: 'off_topic' },
    });
  });

  it('needs a reply first', () => {
    expect(tryTo(moderated(), ...report(hours(1)))).toBe('reply_required');
  });

  it('needs a reason that applies, with proof where required', () => {
    const replied = play(moderated(), reply(hours(1)));
    expect(tryTo(replied, ...report(hours(2), { reason: 'product_only', type: 'product' }))).toBe(
      'reason_not_applicable',
    );
    expect(tryTo(replied, ...report(hours(2), { reason: 'untrue' }))).toBe('proof_required');
    expect(tryTo(replied, ...report(hours(2), { reason: 'untrue', hasProof: true }))).toBe('allowed');
  });

  it('is possible for three months from Zendesk and the API, later only in the portal', () => {
    const replied = play(published(), reply(hours(3)));
    const last = addMonths(start, 3);
    const late = new Date(last.getTime() + 1);
    expect(tryTo(replied, ...report(last))).toBe('allowed');
    expect(tryTo(replied, ...report(late))).toBe('report_window_closed');
    expect(tryTo(replied, ...report(late, { source: 'api' }))).toBe('report_window_closed');
    expect(tryTo(replied, ...report(late, { source: 'portal' }))).toBe('allowed');
  });

  it('is open once at a time and not for what waits or is refused', () => {
    const reported = play(moderated(), reply(hours(1)), report(hours(2)));
    expect(tryTo(reported, ...report(hours(3)))).toBe('already_reported');
    expect(tryTo(play(pending(), reply(hours(1))), ...report(hours(3)))).toBe('not_in_moderation');
    expect(tryTo(refused(), ...report(hours(4)))).toBe('not_in_moderation');
  });
});

describe('rows 8 and 9: the team decides', () => {
  it('accepted: refused', () => {
    expect(refused()).toMatchObject({
      status: 'refused',
      refusedAt: hours(3),
      reportedAt: null,
      report: null,
    });
  });

  it('rejected: published, with the first publication date kept', () => {
    const fresh = play(moderated(), reply(hours(1)), report(hours(2)), [{ kind: 'reject_report' }, hours(3)]);
    expect(fresh).toMatchObject({ status: 'published', publishedAt: hours(3), report: null });
    const again = play(published(), reply(hours(3)), report(hours(4)), [{ kind: 'reject_report' }, hours(5)]);
    expect(again).toMatchObject({ status: 'published', publishedAt: hours(2) });
  });

  it('decides once', () => {
    expect(tryTo(refused(), { kind: 'reject_report' }, hours(4))).toBe('report_not_open');
    expect(tryTo(moderated(), { kind: 'accept_report' }, hours(4))).toBe('report_not_open');
  });
});

describe('row 10: the author modifies', () => {
  const modify = (causes: DecidedCause[], at: Date): Step => [{ kind: 'modify', rating: 3, causes }, at];

  it('begins again as a new submission, with the next version and a new clock', () => {
    expect(play(refused(), modify([], days(10)))).toMatchObject({
      status: 'pending',
      textVersion: 2,
      rating: 3,
      submittedAt: days(10),
      publishDueAt: days(17),
      publishedAt: null,
      refusedAt: null,
    });
    expect(play(refused(), modify([{ kind: 'insult' }], days(10))).status).toBe('in_moderation');
  });

  it('is possible for three months, and only after a refusal', () => {
    const last = addMonths(hours(3), 3);
    expect(tryTo(refused(), ...modify([], last))).toBe('allowed');
    expect(tryTo(refused(), ...modify([], new Date(last.getTime() + 1)))).toBe('modify_window_closed');
    expect(tryTo(published(), ...modify([], days(1)))).toBe('not_refused');
  });
});

describe('row 11: dispute handled', () => {
  const asked = () => play(published(), reply(hours(3)), report(hours(4), { reason: 'dispute_handled' }));

  it('stays published while the author is asked', () => {
    expect(asked()).toMatchObject({
      status: 'published',
      reportedAt: null,
      report: { state: 'author_asked' },
    });
  });

  it('yes: refused with a new form; no or silence for 14 days: published', () => {
    expect(play(asked(), [{ kind: 'accept_update' }, days(3)]).status).toBe('refused');
    expect(play(asked(), [{ kind: 'decline_update', by: 'author' }, days(3)])).toMatchObject({
      status: 'published',
      report: null,
    });
    const due = new Date(hours(4).getTime() + 14 * 86_400_000);
    expect(tryTo(asked(), { kind: 'decline_update', by: 'time' }, new Date(due.getTime() - 1))).toBe(
      'forbidden_transition',
    );
    expect(play(asked(), [{ kind: 'decline_update', by: 'time' }, due]).status).toBe('published');
  });

  it('asks about public reviews only, and the team does not decide it', () => {
    expect(
      tryTo(play(moderated(), reply(hours(1))), ...report(hours(2), { reason: 'dispute_handled' })),
    ).toBe('reason_not_applicable');
    expect(tryTo(asked(), { kind: 'accept_report' }, days(1))).toBe('report_not_open');
  });
});

describe('row 12 and dialogue', () => {
  it('withdraws from any status, and nothing happens after it', () => {
    for (const state of [
      pending(),
      moderated(),
      published(),
      refused(),
      play(moderated(), reply(hours(1)), report(hours(2))),
    ]) {
      const gone = play(state, [{ kind: 'withdraw' }, days(9)]);
      expect(gone).toMatchObject({ status: 'withdrawn', publishDueAt: null, reportedAt: null, report: null });
      expect(tryTo(gone, ...reply(days(10)))).toBe('review_withdrawn');
      expect(tryTo(gone, { kind: 'withdraw' }, days(10))).toBe('review_withdrawn');
    }
  });

  it('returns an answered review to moderation: with a new clock when it was public, with the running one when not', () => {
    const answer: ReviewCommand = { kind: 'answer', exchangeId };
    expect(play(published(), reply(hours(3)), [answer, days(30)])).toMatchObject({
      status: 'in_moderation',
      publishDueAt: days(37),
      publishedAt: hours(2),
    });
    expect(play(pending(), reply(hours(1)), [answer, hours(5)])).toMatchObject({
      status: 'in_moderation',
      publishDueAt: days(7),
    });
    expect(tryTo(published(), answer, hours(5))).toBe('reply_required');
  });

  it('counts replies up to the limit', () => {
    const many = Array.from({ length: 20 }, (_, index) => reply(hours(index + 3)));
    expect(tryTo(play(published(), ...many), ...reply(days(3)))).toBe('reply_limit_reached');
  });

  it('says nothing when hidden exchanges are hidden again', () => {
    const hide: ReviewCommand = { kind: 'set_exchanges', hidden: true };
    const hidden = play(published(), [hide, hours(3)]);
    expect(hidden.exchangesHidden).toBe(true);
    expect(decide(hidden, hide, { at: hours(4) }).events).toEqual([]);
  });
});
