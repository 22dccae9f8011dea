/** Figures for Prometheus. Read from the database at each scrape, so that every web process tells the same. */
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { db } from '@/lib/platform/db/client';

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
      for (const sample of await read()) this.set({ [label]: sample.label }, sample.value);
    },
  });
}

let registry: Registry | undefined;

/** @returns the exposition text and its content type. */
export async function renderMetrics(): Promise<{ text: string; contentType: string }> {
  if (!registry) {
    registry = new Registry();
    collectDefaultMetrics({ register: registry });
    for (const figure of figures) register(figure, registry);
  }
  return { text: await registry.metrics(), contentType: registry.contentType };
}
