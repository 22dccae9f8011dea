/**
 * What this process has done, for Prometheus. A worker has no port of its own: its figures travel in its heartbeat row, and any
 * web process shows those of all workers beside its own (`lib/metrics/metrics.ts`).
 */
import { Counter, Histogram, Registry, type Metric } from 'prom-client';

/** Global, because the pages' bundle, which is asked for the figures, has a copy of this module to itself. */
const global = Symbol.for('verified-reviews.workMetrics');
const kept = globalThis as { [global]?: Registry };
export const workRegistry = (kept[global] ??= new Registry());
const registers = [workRegistry];

/** The metric of this name, made by whichever copy comes first. */
function shared<M extends Metric>(name: string, make: (name: string) => M): M {
  return (workRegistry.getSingleMetric(name) as M | undefined) ?? make(name);
}

/** `outcome`: ok, refused (4xx), rate_limited (429), unavailable (5xx), lost (no whole answer came). */
export const zendeskCalls = shared(
  'zendesk_calls_total',
  (name) =>
    new Counter({
      name,
      help: 'Calls to Zendesk by outcome',
      labelNames: ['outcome'] as const,
      registers,
    }),
);

export const zendeskCallSeconds = shared(
  'zendesk_call_seconds',
  (name) =>
    new Histogram({
      name,
      help: 'Time a call to Zendesk took, the reading of its answer included',
      buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
);

/** `outcome`: done, retry (tried again later), needs_merchant, poisoned (our own fault: somebody has to look). */
export const deliveryOutcomes = shared(
  'deliveries_total',
  (name) =>
    new Counter({
      name,
      help: 'Tries to bring changes of a review to its ticket, by outcome',
      labelNames: ['outcome'] as const,
      registers,
    }),
);

export const deliveryLagSeconds = shared(
  'delivery_lag_seconds',
  (name) =>
    new Histogram({
      name,
      help: 'From the change of a review to its ticket having it',
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 3600, 86_400],
      registers,
    }),
);

/** `outcome`: refreshed, refused, lost. */
export const tokenRefreshes = shared(
  'zendesk_token_refreshes_total',
  (name) =>
    new Counter({
      name,
      help: 'Access tokens asked for anew, by outcome',
      labelNames: ['outcome'] as const,
      registers,
    }),
);

/** `outcome`: accepted, duplicate, refused, failed. */
export const webhookIntakes = shared(
  'webhooks_received_total',
  (name) =>
    new Counter({
      name,
      help: 'Webhooks of Zendesk by what was answered',
      labelNames: ['outcome'] as const,
      registers,
    }),
);

/** Of web processes: each time for which no request could go on. */
export const loopStallSeconds = shared(
  'event_loop_stall_seconds',
  (name) =>
    new Histogram({
      name,
      help: 'Times the event loop stood for a quarter of a second or longer',
      buckets: [0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    }),
);

/** @param name told apart from the same figure of other processes by this label. */
export function nameProcess(name: string): void {
  workRegistry.setDefaultLabels({ process: name });
}
