/** A review's life as the tests of the lifecycle write it: states, and the steps between them. */
import type { ReviewState } from '@/lib/reviews/fold';
import { RuleBroken, type DecidedCause, type ReviewCommand } from '@/lib/reviews/commands';
import { decide } from '@/lib/reviews/lifecycle';

export const start = new Date('2026-01-10T10:00:00Z');
export const hours = (count: number) => new Date(start.getTime() + count * 3_600_000);
export const days = (count: number) => hours(count * 24);
export const reportId = '7f0c6f0e-5b1a-4c1e-9a57-0c8a3f6d2b11';
export const exchangeId = '7f0c6f0e-5b1a-4c1e-9a57-0c8a3f6d2b12';

export type Step = [command: ReviewCommand, at: Date, heldBy?: string];

/** The state after these steps. @throws RuleBroken where one is not allowed. */
export const play = (state: ReviewState | null, ...steps: Step[]) =>
  steps.reduce<ReviewState | null>(
    (current, [command, at, heldBy]) => decide(current, command, { at, heldBy: heldBy ?? null }).state,
    state,
  ) as ReviewState;

export const submit = (causes: DecidedCause[] = []): Step => [{ kind: 'submit', rating: 1, causes }, start];
export const pending = () => play(null, submit());
export const moderated = () => play(null, submit([{ kind: 'rating' }]));
export const reply = (at: Date): Step => [{ kind: 'reply', exchangeId, source: 'portal' }, at];
export const report = (at: Date, more: Partial<Extract<ReviewCommand, { kind: 'report' }>> = {}): Step => [
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
export const published = () => play(moderated(), [{ kind: 'publish' }, hours(2)]);
export const refused = () =>
  play(moderated(), reply(hours(1)), report(hours(2)), [{ kind: 'accept_report' }, hours(3)]);

/** @returns the code of the rule that this step would break, or `allowed`. */
export function tryTo(state: ReviewState, ...step: Step): string {
  try {
    play(state, step);
  } catch (error) {
    if (error instanceof RuleBroken) return error.code;
    throw error;
  }
  return 'allowed';
}
