/** Figures for Prometheus. Read from the database at each scrape, so that every web process tells the same. */
import { AggregatorRegistry, collectDefaultMetrics, Gauge, Registry, type MetricObject } from 'prom-client';
import { db } from '@/lib/platform/db/client';
import { log } from '@/lib/platform/log';
import { workRegistry } from '@/lib/platform/workMetrics';

type Sample = { label: string; value: number };
type Figure = { name: string; help: string; label: string; read: () => Promise<Sample[]> };

const figures: Figure[] = [
  {
    name: 'reviews_total',
    help: 'Reviews by status',
    label: 'status',
    read: () =>
      db.$queryRaw`SELECT status::text AS label, count(*)::float AS value FROM review GROUP BY status`,
  },
  {
    name: 'review_events_unhandled',
    help: 'Changes of reviews that the sync engine has not looked at yet',
    label: 'state',
    read: () =>
      db.$queryRaw`SELECT 'waiting' AS label, count(*)::float AS value FROM review_event WHERE handled_at IS NULL`,
  },
  {
    name: 'deliveries_open',
    help: 'Deliveries to Zendesk that are not done, by state',
    label: 'state',
    read: () =>
      db.$queryRaw`SELECT state::text AS label, count(*)::float AS value FROM delivery WHERE state <> 'done' GROUP BY state`,
  },
  {
    name: 'webhook_events_unhandled',
    help: 'Webhooks stored but not worked off',
    label: 'state',
    read: () =>
      db.$queryRaw`SELECT 'waiting' AS label, count(*)::float AS value FROM webhook_event WHERE handled_at IS NULL`,
  },
  {
    name: 'mails_open',
    help: 'Mails of the outbox that are not sent, by state',
    label: 'state',
    read: () =>
      db.$queryRaw`SELECT state::text AS label, count(*)::float AS value FROM mail WHERE state <> 'sent' GROUP BY state`,
  },
  {
    name: 'oldest_waiting_seconds',
    help: 'Age of the oldest row that waits, by what waits; a day with the merchant to act is no fault of the product',
    label: 'queue',
    read: () =>
      db.$queryRaw`
        SELECT 'review_event' AS label, coalesce(extract(epoch FROM now() - min(at)), 0)::float AS value
          FROM review_event WHERE handled_at IS NULL
        UNION ALL SELECT 'delivery', coalesce(extract(epoch FROM now() - min(created_at)), 0)::float
          FROM delivery WHERE state IN ('waiting', 'sending')
        UNION ALL SELECT 'webhook_event', coalesce(extract(epoch FROM now() - min(received_at)), 0)::float
          FROM webhook_event WHERE handled_at IS NULL
        UNION ALL SELECT 'mail', coalesce(extract(epoch FROM now() - min(not_before)), 0)::float
          FROM mail WHERE state = 'waiting' AND not_before <= now()`,
  },
  {
    name: 'ticket_count_differences',
    help: 'Differences found by the latest finished count of each website, by reason; lost and reply_lost are those nobody can explain',
    label: 'reason',
    read: () =>
      db.$queryRaw`
        SELECT reason AS label, sum(value::int)::float AS value FROM (
          SELECT DISTINCT ON (connection_id) reasons FROM ticket_count WHERE state = 'done' AND night >= current_date - 3 ORDER BY connection_id, started_at DESC
        ) AS latest, jsonb_each_text(reasons) AS r(reason, value) GROUP BY reason`,
  },
  {
    name: 'zendesk_connections',
    help: 'Connections to Zendesk by state',
    label: 'state',
    read: () =>
      db.$queryRaw`SELECT state::text AS label, count(*)::float AS value FROM zendesk_connection GROUP BY state`,
  },
];

function register({ name, help, label, read }: Figure, registry: Registry): void {
  new Gauge({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    async collect() {
      this.reset();
      try {
        for (const sample of await read()) this.set({ [label]: sample.label }, sample.value);
      } catch (error) {
        // One figure that cannot be read leaves the others readable.
        log().warn({ err: error, figure: name }, 'figure not read');
      }
    },
  });
}

let registry: Registry | undefined;

/** What this process did and what the workers of the last minute say they did, each under its own name. */
async function gatherWork(): Promise<Registry> {
  const rows = await db.$queryRaw<{ figures: MetricObject[] }[]>`
    SELECT figures FROM worker_heartbeat WHERE figures IS NOT NULL AND seen_at > now() - interval '1 minute'`;
  const own = await workRegistry.getMetricsAsJSON();
  return AggregatorRegistry.aggregate([own, ...rows.map(({ figures }) => figures)]);
}

/** @returns the exposition text and its content type. */
export async function renderMetrics(): Promise<{ text: string; contentType: string }> {
  if (!registry) {
    registry = new Registry();
    collectDefaultMetrics({ register: registry });
    for (const figure of figures) register(figure, registry);
  }
  const texts = await Promise.all([registry.metrics(), (await gatherWork()).metrics()]);
  return { text: texts.join('\n'), contentType: registry.contentType };
}
