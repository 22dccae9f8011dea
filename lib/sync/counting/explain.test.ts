import { describe, expect, test } from 'vitest';
import {
  doubtfulReasons,
  judgeReview,
  judgeStray,
  noticeReasons,
  splitUntaken,
  untakenReasons,
  type CountFrame,
  type ReviewFacts,
} from '@/lib/sync/counting/explain';
import { leftOutReasons } from '@/lib/sync/inbound/replies';

const connectedAt = new Date('2026-06-01T00:00:00Z');
const before = new Date('2026-05-01T00:00:00Z');
const since = new Date('2026-07-01T00:00:00Z');
const madeInBulk = new Date(0);
const heardBefore = new Date('2026-08-01T00:00:00Z');
const frame: CountFrame = {
  scope: { kind: 'in_moderation' },
  connectedAt,
  isPaused: false,
  heardBefore,
  madeInBulk,
};

const facts = (changes: Partial<ReviewFacts> = {}): ReviewFacts => ({
  status: 'in_moderation',
  rating: 1,
  enteredAt: since,
  isTouchedSince: true,
  hasWaitingEvents: false,
  openDelivery: null,
  link: null,
  ticket: null,
  isInAccount: false,
  replies: { home: 0, zendesk: null, refused: 0 },
  untaken: {},
  ...changes,
});
const link = { ticketId: 7n, seenUpdatedAt: since, isReadDue: false, isElsewhere: false };
const ticket = { isDeleted: false, isClosed: false, isTagged: true, createdAt: before, updatedAt: since };
const linked = (changes: Partial<ReviewFacts> = {}) => facts({ link, ticket, ...changes });

describe('a review with a ticket', () => {
  test('is matched, and nothing is said of it', () => {
    expect(judgeReview(linked({ replies: { home: 2, zendesk: 2, refused: 0 } }), frame)).toEqual({
      kind: 'matched',
      notices: [],
      home: 2,
      zendesk: 2,
      replies: {},
      untaken: {},
    });
  });

  test('has a place for every comment that was left out: to be looked at, or as it should be', () => {
    const untaken = Object.fromEntries(leftOutReasons.map((reason, index) => [reason, index + 1]));
    expect(judgeReview(linked({ untaken }), frame)).toMatchObject({ kind: 'matched', untaken });
    const { doubtful, meant } = splitUntaken(untaken);
    expect(doubtful.map(([reason]) => reason)).toEqual([...doubtfulReasons]);
    expect(meant.map(([reason]) => reason)).toEqual([...untakenReasons]);
    expect(noticeReasons).toEqual(expect.arrayContaining([...doubtfulReasons]));
  });

  test('made after the account was looked at is matched', () => {
    expect(judgeReview(linked({ ticket: null }), frame)).toMatchObject({ kind: 'matched', notices: [] });
  });

  test.each([
    ['deleted', { ticket: { ...ticket, isDeleted: true } }, { kind: 'missing', reason: 'deleted' }],
    [
      'in an account the website has left',
      { link: { ...link, isElsewhere: true }, ticket: null },
      { kind: 'left_out', reason: 'other_account' },
    ],
    ['without our tags', { ticket: { ...ticket, isTagged: false } }, { notices: ['tag_removed'] }],
    [
      'closed and without our tags, which nobody can put back',
      { ticket: { ...ticket, isTagged: false, isClosed: true } },
      { notices: [] },
    ],
    ['changed since it was read', { ticket: { ...ticket, updatedAt: connectedAt } }, { notices: ['unread'] }],
    ['heard of as changed', { link: { ...link, isReadDue: true } }, { notices: ['unread'] }],
    [
      'made by a job and touched since',
      { link: { ...link, seenUpdatedAt: madeInBulk } },
      { notices: ['unread'] },
    ],
    [
      'changed a moment ago, which may still be on its way',
      { ticket: { ...ticket, updatedAt: heardBefore } },
      { notices: [], replies: {} },
    ],
    [
      'made one by one and not touched since',
      { link: { ...link, seenUpdatedAt: null }, ticket: { ...ticket, createdAt: since } },
      { notices: [] },
    ],
    [
      'as a job made it',
      { link: { ...link, seenUpdatedAt: madeInBulk }, ticket: { ...ticket, createdAt: since } },
      { notices: [], zendesk: 0 },
    ],
    [
      'whose number was lost',
      { link: { ...link, ticketId: null }, ticket: null, isInAccount: true },
      { kind: 'matched' },
    ],
  ] satisfies [string, Partial<ReviewFacts>, object][])('%s', (_name, changes, verdict) => {
    expect(judgeReview(linked(changes), frame)).toMatchObject(verdict);
  });

  test.each([
    [{ home: 1, zendesk: 2, refused: 1 }, { reply_refused: 1 }],
    [
      { home: 1, zendesk: 3, refused: 1 },
      { reply_refused: 1, reply_lost: 1 },
    ],
    [{ home: 2, zendesk: 1, refused: 0 }, { reply_removed: 1 }],
    // Refused ones were replies too, but never came home: both sides without them are the same.
    [{ home: 2, zendesk: 2, refused: 1 }, {}],
  ])('replies %o differ by %o', (replies, differ) => {
    expect(judgeReview(linked({ replies }), frame)).toMatchObject({ replies: differ });
  });

  test('to be read again is compared when it has been', () => {
    const unread = linked({
      link: { ...link, isReadDue: true },
      replies: { home: 1, zendesk: 3, refused: 0 },
    });
    expect(judgeReview(unread, frame)).toMatchObject({ notices: ['unread'], replies: {} });
  });
});

describe('a review whose ticket is planned', () => {
  const planned = { link: { ...link, ticketId: null }, ticket: null };
  test.each([
    ['waiting', 'waiting'],
    ['sending', 'waiting'],
    ['needs_merchant', 'needs_merchant'],
    ['poisoned', 'needs_merchant'],
  ] as const)('its delivery %s says %s', (openDelivery, reason) => {
    expect(judgeReview(facts({ ...planned, openDelivery }), frame)).toEqual({ kind: 'missing', reason });
  });

  test('waits for the pause to end', () => {
    const paused = { ...frame, isPaused: true };
    const verdict = { kind: 'missing', reason: 'paused' };
    expect(judgeReview(facts({ ...planned, openDelivery: 'waiting' }), paused)).toEqual(verdict);
    expect(judgeReview(facts({ hasWaitingEvents: true }), paused)).toEqual(verdict);
  });

  test('and that nobody works at is a difference nobody can explain', () => {
    expect(judgeReview(facts(planned), frame)).toEqual({ kind: 'missing', reason: 'lost' });
  });
});

describe('a review without a ticket', () => {
  test.each([
    ['withdrawn', { status: 'withdrawn' }, { kind: 'left_out', reason: 'withdrawn' }],
    [
      'never in moderation',
      { status: 'published', enteredAt: null },
      { kind: 'left_out', reason: 'not_in_scope' },
    ],
    [
      'of before the connection',
      { status: 'published', enteredAt: before, isTouchedSince: false },
      { kind: 'left_out', reason: 'before_connection' },
    ],
    ['not planned yet', { hasWaitingEvents: true }, { kind: 'missing', reason: 'waiting' }],
    ['in moderation and forgotten', {}, { kind: 'missing', reason: 'lost' }],
    ['once in moderation and forgotten', { status: 'published' }, { kind: 'missing', reason: 'lost' }],
  ] satisfies [string, Partial<ReviewFacts>, object][])('%s', (_name, changes, verdict) => {
    expect(judgeReview(facts(changes), frame)).toEqual(verdict);
  });

  test('outside the settings of its day stays without when they are widened', () => {
    const good = facts({ status: 'published', enteredAt: null });
    expect(judgeReview(good, { ...frame, scope: { kind: 'all' } })).toEqual({
      kind: 'left_out',
      reason: 'earlier_settings',
    });
  });
});

test.each([
  [{ reviewId: null, isKnownReview: false, isPast: false }, 'by_hand'],
  [{ reviewId: 'r', isKnownReview: true, isPast: false }, 'doubled'],
  [{ reviewId: 'r', isKnownReview: false, isPast: false }, 'review_gone'],
  [{ reviewId: 'r', isKnownReview: true, isPast: true }, 'followed_up'],
] as const)('a ticket no review owns (%o) is %s', (stray, reason) => {
  expect(judgeStray(stray)).toBe(reason);
});
