import { expect, it, vi } from 'vitest';
import { renderMetrics } from '@/lib/platform/metrics';
import { zendeskCalls } from '@/lib/platform/workMetrics';
import { keepHeartbeat } from '@/lib/processes/heartbeat';
import { db, transaction } from '@/lib/platform/db/client';
import { makeReview, makeWebsite } from '@/prisma/seed/factories';

it('tells Prometheus what waits where, as it stands at each scrape', async () => {
  const { id: websiteId } = await transaction((tx) => makeWebsite(tx));
  const submit = (rating: number) =>
    transaction((tx) => makeReview(tx, { websiteId, rating, orderRef: `X-${rating}`, at: new Date() }));
  await submit(1);
  const { text, contentType } = await renderMetrics();
  expect(contentType).toContain('text/plain');
  expect(text).toContain('reviews_total{status="in_moderation"} 1');
  expect(text).toContain('review_events_unhandled{state="waiting"} 1');
  await submit(5);
  expect((await renderMetrics()).text).toContain('reviews_total{status="pending"} 1');
});

it('shows what each worker did, from the row it writes while it lives', async () => {
  zendeskCalls.inc({ outcome: 'ok' }, 3);
  const stop = new AbortController();
  const beating = keepHeartbeat(stop.signal);
  await vi.waitFor(async () => expect(await db.workerHeartbeat.count()).toBe(1));
  // Another worker, on another machine.
  const { figures } = await db.workerHeartbeat.findFirstOrThrow();
  const others = JSON.parse(
    JSON.stringify(figures).replaceAll(/"process":"[^"]*"/g, '"process":"far:1"'),
  ) as object;
  await db.workerHeartbeat.create({ data: { id: 'far:1', figures: others } });
  const { text } = await renderMetrics();
  expect(text).toMatch(/zendesk_calls_total\{outcome="ok",process="far:1"\} 3/);
  expect(text).toMatch(/oldest_waiting_seconds\{queue="review_event"\} \d/);
  stop.abort();
  await beating;
  expect(await db.workerHeartbeat.count()).toBe(1);
});
