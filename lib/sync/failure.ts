/** Pure: what a failed call means for its delivery. The one table of the failure policy. */
import type { ZendeskError } from '@/lib/zendesk/errors';

export type FailureVerdict =
  /** Try again by itself; `unknown` means Zendesk may have done it, so look before doing. */
  | { kind: 'retry'; outcome: 'refused' | 'unknown'; retryAfterMs: number }
  /** The credentials ended: the whole connection pauses, everything waits. */
  | { kind: 'credentials' }
  /** Only the merchant can free it; looked at again every hour in case they did. */
  | { kind: 'merchant' };

const transient = new Set([
  'rate_limited',
  'unavailable',
  'timeout',
  'connection',
  'malformed',
  'conflict',
  'idempotency_mismatch',
]);

export function judgeFailure(error: Pick<ZendeskError, 'kind' | 'outcome' | 'retryAfterMs'>): FailureVerdict {
  if (error.kind === 'unauthorized') return { kind: 'credentials' };
  if (transient.has(error.kind))
    return { kind: 'retry', outcome: error.outcome, retryAfterMs: error.retryAfterMs ?? 0 };
  return { kind: 'merchant' };
}
