/** What a report does to the life of its review, and how it ends. */
import { describe, expect, it } from 'vitest';
import { addMonths } from '@/lib/reviews/calendar';
import {
  days,
  hours,
  moderated,
  pending,
  play,
  published,
  refused,
  reply,
  report,
  reportId,
  start,
  tryTo,
} from '@/lib/reviews/testLifecycle';

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
