import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isInScope, planReview, type WaitingEvent } from '@/lib/sync/outbound/plan';
import type { TicketScope } from '@/lib/sync/runtime/connection';

const event = (seq: number, type: string, data: WaitingEvent['data'] = {}): WaitingEvent => ({
  seq,
  type,
  data,
  at: new Date('2026-11-22T09:00:00Z'),
  actorName: 'Camille',
});
const scope: TicketScope = { kind: 'in_moderation' };
const connectedAt = new Date('2026-11-01T00:00:00Z');
const submitted = event(1, 'submitted', { status: 'in_moderation' });

describe('planReview', () => {
  test('a review in moderation makes one ticket', () => {
    const plan = planReview({
      review: { status: 'in_moderation', rating: 1 },
      events: [submitted],
      hasTicket: false,
      scope,
      connectedAt,
    });
    expect(plan).toEqual({ action: 'create', fromSeq: 1, toSeq: 1, told: [], ticketStatus: null });
  });

  test('a review that never was in moderation makes none', () => {
    const events = [event(1, 'submitted', { status: 'pending' }), event(2, 'published', { by: 'daily_run' })];
    expect(
      planReview({
        review: { status: 'published', rating: 5 },
        events,
        hasTicket: false,
        scope,
        connectedAt,
      }),
    ).toEqual({ action: 'none', toSeq: 2 });
  });

  test('a review that left moderation before it was sent still makes its ticket, solved, with the later changes folded in', () => {
    const published = event(2, 'published', { by: 'merchant' });
    const plan = planReview({
      review: { status: 'published', rating: 1 },
      events: [submitted, published],
      hasTicket: false,
      scope,
      connectedAt,
    });
    expect(plan).toEqual({
      action: 'create',
      fromSeq: 1,
      toSeq: 2,
      told: [published],
      ticketStatus: 'solved',
    });
  });

  test('history makes no ticket by itself, what is in moderation now does', () => {
    const events = [submitted, event(2, 'published', { by: 'clock' })];
    const later = new Date('2026-11-23T00:00:00Z');
    const plan = (status: string, scopeNow: TicketScope) =>
      planReview({
        review: { status, rating: 1 },
        events,
        hasTicket: false,
        scope: scopeNow,
        connectedAt: later,
      });
    expect(plan('published', scope)).toEqual({ action: 'none', toSeq: 2 });
    expect(plan('published', { kind: 'all' })).toEqual({ action: 'none', toSeq: 2 });
    expect(plan('in_moderation', scope)).toMatchObject({ action: 'create' });
  });

  test('a reply typed in Zendesk is not written back to the ticket it came from', () => {
    const reply = event(2, 'replied', { source: 'zendesk' });
    expect(
      planReview({
        review: { status: 'in_moderation', rating: 1 },
        events: [reply],
        hasTicket: true,
        scope,
        connectedAt,
      }),
    ).toEqual({ action: 'none', toSeq: 2 });
  });

  test('a reply from the portal is told, and leaves the ticket open', () => {
    const reply = event(2, 'replied', { source: 'portal' });
    const plan = planReview({
      review: { status: 'in_moderation', rating: 1 },
      events: [reply],
      hasTicket: true,
      scope,
      connectedAt,
    });
    expect(plan).toMatchObject({ action: 'update', told: [reply], ticketStatus: null });
  });

  test('an answer of the author opens the ticket again', () => {
    const events = [event(3, 'published', { by: 'merchant' }), event(4, 'answered', {})];
    expect(
      planReview({
        review: { status: 'in_moderation', rating: 1 },
        events,
        hasTicket: true,
        scope,
        connectedAt,
      }),
    ).toMatchObject({ ticketStatus: 'open' });
  });

  const types = [
    'replied',
    'published',
    'answered',
    'reported',
    'report_rejected',
    'modified',
    'refused',
    'withdrawn',
    'exchanges_hidden',
  ];
  const anyEvents = fc
    .array(fc.record({ type: fc.constantFrom(...types), source: fc.constantFrom('portal', 'zendesk') }), {
      minLength: 1,
      maxLength: 12,
    })
    .map((rows) => rows.map((row, index) => event(index + 1, row.type, { source: row.source })));

  test('every waiting event is covered by exactly one plan, whatever happened', () => {
    fc.assert(
      fc.property(
        anyEvents,
        fc.boolean(),
        fc.constantFrom('in_moderation', 'published', 'refused'),
        (events, hasTicket, status) => {
          const plan = planReview({ review: { status, rating: 2 }, events, hasTicket, scope, connectedAt });
          expect(plan.toSeq).toBe(events.at(-1)?.seq);
          if (plan.action === 'none') return;
          expect(plan.fromSeq).toBe(1);
          const fromElsewhere = events.filter(
            (row) => !(row.type === 'replied' && row.data.source === 'zendesk'),
          );
          expect(plan.told).toEqual(fromElsewhere);
        },
      ),
    );
  });
});

describe('isInScope', () => {
  test('a merchant may widen tickets to low ratings or to all', () => {
    const review = { status: 'pending', rating: 3 };
    expect(isInScope(review, [], { kind: 'rating_at_most', maxRating: 3 })).toBe(true);
    expect(isInScope(review, [], { kind: 'rating_at_most', maxRating: 2 })).toBe(false);
    expect(isInScope(review, [], { kind: 'all' })).toBe(true);
  });

  test('a withdrawn review makes no ticket', () => {
    expect(isInScope({ status: 'withdrawn', rating: 1 }, [submitted], { kind: 'all' })).toBe(false);
    expect(isInScope({ status: 'withdrawn', rating: 1 }, [submitted], scope)).toBe(false);
  });
});
