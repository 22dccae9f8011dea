/**
 * What this process has done, for Prometheus. A worker has no port of its own: its figures travel in its heartbeat row, and any
 * web process shows those of all workers beside its own (`lib/metrics/metrics.ts`).
 */
import { Counter, Histogram, Registry } from 'prom-client';

export const workRegistry = new Registry();
const registers = [workRegistry];

/** `outcome`: ok, refused (4xx), rate_limited (429), unavailable (5xx), lost (no whole answer came). */
export const zendeskCalls = new Counter({
  name: 'zendesk_calls_total',
  help: 'Calls to Zendesk by outcome',
  labelNames: ['outcome'] as const,
  registers,
});

export const zendeskCallSeconds = new Histogram({
  name: 'zendesk_call_seconds',
  help: 'Time a call to Zendesk took, the reading of its answer included',
  buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers,
});

/** `outcome`: done, retry (tried again later), needs_merchant, poisoned (our own fault: somebody has to look). */
export const deliveryOutcomes = new Counter({
  name: 'deliveries_total',
  help: 'Tries to bring changes of a review to its ticket, by outcome',
  labelNames: ['outcome'] as const,
  registers,
});

export const deliveryLagSeconds = new Histogram({
  name: 'delivery_lag_seconds',
  help: 'From the change of a review to its ticket having it',
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 3600, 86_400],
  registers,
});

/** `outcome`: refreshed, refused, lost. */
export const tokenRefreshes = new Counter({
  name: 'zendesk_token_refreshes_total',
  help: 'Access tokens asked for anew, by outcome',
  labelNames: ['outcome'] as const,
  registers,
});

/** `outcome`: accepted, duplicate, refused, failed. */
export const webhookIntakes = new Counter({
  name: 'webhooks_received_total',
  help: 'Webhooks of Zendesk by what was answered',
  labelNames: ['outcome'] as const,
  registers,
});

/** @param name told apart from the same figure of other processes by this label. */
export function nameProcess(name: string): void {
  workRegistry.setDefaultLabels({ process: name });
}
