/** Whatever order commands come in: the state is the fold of the events, and what the rules promise holds after each step. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseEvent, type RecordedEvent } from '@/lib/reviews/events';
import { fold, publicationClockMs, type ReviewState } from '@/lib/reviews/fold';
import { RuleBroken, type DecidedCause, type ReviewCommand } from '@/lib/reviews/commands';
import { decide } from '@/lib/reviews/lifecycle';
import { reportReasonCodes } from '@/lib/moderation/reasons';

const id = '7f0c6f0e-5b1a-4c1e-9a57-0c8a3f6d2b11';
const causes = fc.constantFrom<DecidedCause[][]>([], [{ kind: 'rating' }]);
const rating = fc.integer({ min: 1, max: 5 });
const commands: fc.Arbitrary<ReviewCommand> = fc.oneof(
  fc.record({ kind: fc.constant('modify' as const), rating, causes }),
  fc.constantFrom<ReviewCommand[]>(
    { kind: 'publish' },
    { kind: 'run_daily' },
    { kind: 'ring_clock' },
    { kind: 'reply', exchangeId: id, source: 'zendesk' },
    { kind: 'answer', exchangeId: id },
    { kind: 'accept_report' },
    { kind: 'reject_report' },
    { kind: 'accept_update' },
    { kind: 'decline_update', by: 'author' },
    { kind: 'decline_update', by: 'time' },
    { kind: 'set_exchanges', hidden: true },
    { kind: 'set_exchanges', hidden: false },
  ),
  fc.record({
    kind: fc.constant('report' as const),
    reportId: fc.constant(id),
    reason: fc.constantFrom(...reportReasonCodes),
    type: fc.constantFrom('brand' as const, 'product' as const),
    source: fc.constantFrom('portal' as const, 'api' as const),
    hasProof: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('uphold_alert' as const),
    reportId: fc.constant(id),
    reason: fc.constantFrom(...reportReasonCodes),
  }),
  { weight: 1, arbitrary: fc.constant<ReviewCommand>({ kind: 'withdraw' }) },
);
const steps = fc.array(
  fc.record({ command: commands, hours: fc.integer({ min: 0, max: 400 }), isHeld: fc.boolean() }),
  { maxLength: 30 },
);

function promise(state: ReviewState, at: Date): void {
  const isWaiting = state.status === 'pending' || state.status === 'in_moderation';
  // The check constraint of the table says the same: either would catch a clock forgotten by the other.
  expect(state.publishDueAt !== null).toBe(isWaiting && state.reportedAt === null);
  if (state.reportedAt) expect(state).toMatchObject({ status: 'in_moderation', report: { state: 'open' } });
  if (state.publishDueAt)
    expect(state.publishDueAt.getTime() - at.getTime()).toBeLessThanOrEqual(publicationClockMs);
  if (state.status === 'published') expect(state.publishedAt).not.toBeNull();
  if (state.report) expect(state.replyCount).toBeGreaterThan(0);
}

function promiseOf(command: ReviewCommand, before: ReviewState, after: ReviewState): void {
  const became = (status: string) => before.status !== status && after.status === status;
  if (became('refused')) expect(['accept_report', 'accept_update', 'uphold_alert']).toContain(command.kind);
  if (before.reportedAt && became('published')) expect(command.kind).toBe('reject_report');
  if (after.textVersion !== before.textVersion) expect(command.kind).toBe('modify');
}

it('keeps every promise under random commands', () => {
  fc.assert(
    fc.property(causes, steps, (firstCauses, list) => {
      let at = new Date('2026-01-01T00:00:00Z');
      const log: RecordedEvent[] = [];
      const act = (state: ReviewState | null, command: ReviewCommand, heldBy: string | null) => {
        const decision = decide(state, command, { at, heldBy });
        // As stored and read back: through JSON and the schema of events.
        for (const event of decision.events) log.push(parseEvent({ ...roundTrip(event), at }));
        return decision.state;
      };
      let state = act(null, { kind: 'submit', rating: 3, causes: firstCauses }, null);
      for (const { command, hours, isHeld } of list) {
        at = new Date(at.getTime() + hours * 3_600_000);
        const before = state;
        try {
          state = act(state, command, isHeld ? id : null);
        } catch (error) {
          if (!(error instanceof RuleBroken)) throw error;
          continue;
        }
        if (isHeld) expect(['publish', 'run_daily']).not.toContain(command.kind);
        promise(state, at);
        promiseOf(command, before, state);
        expect(fold(log)).toEqual(state);
      }
    }),
    { numRuns: 500 },
  );
});

function roundTrip({ type, ...data }: { type: string }): { type: string; data: unknown } {
  return { type, data: JSON.parse(JSON.stringify(data)) as unknown };
}
