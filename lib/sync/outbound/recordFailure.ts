/** Writes down what a failure means for its delivery, and tells those who run this of the ones that are our own fault. */
import { log } from '@/lib/platform/log';
import { backoffMs } from '@/lib/sync/runtime/backoff';
import { judgeFailure } from '@/lib/sync/outbound/failurePolicy';
import { markFailed, type Failed, type FailedDelivery, type Fault } from '@/lib/sync/outbound/ledger';
import type { ZendeskError } from '@/lib/zendesk/errors';

/** How often a delivery that only the merchant can free is looked at again, in case they did. */
export const merchantRetryMs = 3_600_000;
/** `last_error_code` of a fault in our own code. */
export const crashed = 'crashed';
/** With the waits between them more than two minutes of crashing: a restarting database is over by then. */
export const crashesAllowed = 8;

/** `stop`: nothing more can go out for this connection now (credentials, rate limit, outage). */
export type DeliveryResult = 'done' | 'failed' | 'stop';

/** Kinds that say something of this one delivery, or are over at the next try. */
function isOwnAffair({ kind, format }: ZendeskError): boolean {
  return (
    kind === 'conflict' || kind === 'idempotency_mismatch' || (kind === 'rate_limited' && format === 'json')
  );
}

/** Failures in a row: Zendesk's and our own crashes are counted apart. */
const countFailures = (delivery: FailedDelivery, isCrash: boolean) =>
  (delivery.lastErrorCode === crashed) === isCrash || delivery.lastErrorCode === null
    ? delivery.failures + 1
    : 1;

/** Kept with its payload until somebody has looked; the log line and `deliveries_open{state="poisoned"}` are the alarm. */
async function keepAside(
  delivery: FailedDelivery,
  fault: Fault,
  next: Omit<Failed, 'state' | 'notBefore'>,
): Promise<void> {
  await markFailed(delivery, fault, { ...next, state: 'poisoned', notBefore: new Date() });
  const { id: deliveryId, connectionId, reviewId } = delivery;
  log().error(
    { deliveryId, connectionId, reviewId, ...fault },
    'delivery kept aside: needs somebody to look',
  );
}

/**
 * Writes what a failed call means for its delivery.
 * @param wasUnknown an earlier try of the same delivery may have been done.
 */
export async function noteFailure(
  delivery: FailedDelivery,
  error: ZendeskError,
  wasUnknown: boolean,
): Promise<DeliveryResult> {
  const verdict = judgeFailure(error);
  const fault = { code: error.kind, detail: error.words, status: error.status, requestId: error.requestId };
  const failures = countFailures(delivery, false);
  const isOutcomeUnknown = wasUnknown || error.outcome === 'unknown';
  if (verdict.kind === 'poison') {
    await keepAside(delivery, fault, { failures, isOutcomeUnknown });
    return 'failed';
  }
  if (verdict.kind === 'merchant') {
    const notBefore = new Date(Date.now() + merchantRetryMs);
    const { fix } = verdict;
    await markFailed(delivery, fault, {
      state: 'needs_merchant',
      notBefore,
      failures,
      isOutcomeUnknown,
      fix,
    });
    // What is about the rights or the account would be refused to the others too.
    return fix.code === 'rights_lacking' || fix.code === 'account_gone' ? 'stop' : 'failed';
  }
  // A limit names its own end: however often it was met, there is nothing to be more patient about.
  const tries = error.kind === 'rate_limited' && error.retryAfterMs !== undefined ? 1 : failures;
  const waitMs = verdict.kind === 'retry' ? backoffMs(tries, Math.random(), verdict.retryAfterMs) : 0;
  const notBefore = new Date(Date.now() + waitMs);
  const state = isOutcomeUnknown ? 'sending' : 'waiting';
  await markFailed(delivery, fault, { state, notBefore, failures, isOutcomeUnknown });
  return isOwnAffair(error) ? 'failed' : 'stop';
}

/** The beginning only: what follows may quote the data it failed on. */
export const toWords = (error: unknown) =>
  error instanceof Error
    ? `${error.name}: ${error.message.replace(/\s+/g, ' ').trim()}`.slice(0, 200)
    : 'unknown error';

/**
 * A fault of our own code must not hold up the reviews behind it: tried again ever later, then kept aside. Where the database is
 * away, writing this down fails too, and the fault passes on to the pump.
 */
export async function noteCrash(delivery: FailedDelivery, error: unknown): Promise<DeliveryResult> {
  const failures = countFailures(delivery, true);
  const fault = { code: crashed, detail: toWords(error) };
  if (failures >= crashesAllowed) {
    await keepAside(delivery, fault, { failures, isOutcomeUnknown: true });
    return 'failed';
  }
  log().warn({ err: error, deliveryId: delivery.id, failures }, 'delivery failed by our own fault');
  const notBefore = new Date(Date.now() + backoffMs(failures, Math.random()));
  await markFailed(delivery, fault, { state: 'sending', notBefore, failures, isOutcomeUnknown: true });
  return 'failed';
}
