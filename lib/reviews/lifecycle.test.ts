import { describe, expect, it } from 'vitest';
import { addMonths } from '@/lib/reviews/calendar';
import type { DecidedCause, ReviewCommand } from '@/lib/reviews/commands';
import { decide } from '@/lib/reviews/lifecycle';
import {
  days,
  exchangeId,
  hours,
  moderated,
  pending,
  play,
  published,
  refused,
  reply,
  report,
  start,
  submit,
  tryTo,
  type Step,
} from '@/lib/reviews/testLifecycle';

describe('rows 1 and 2: submission', () => {
  it('is pending without a cause, in moderation with one; the clock runs for seven days', () => {
    expect(pending()).toMatchObject({ status: 'pending', publishDueAt: days(7) });
    expect(moderated()).toMatchObject({ status: 'in_moderation', publishDueAt: days(7) });
  });

  it('counts its place and its clock from receipt', () => {
    const state = play(null, [{ kind: 'submit', rating: 5, causes: [] }, start]);
    expect(state).toMatchObject({ submittedAt: start, publishDueAt: days(7) });
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
