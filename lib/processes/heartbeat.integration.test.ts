import { expect, it, vi } from 'vitest';
import { db } from '@/lib/platform/db/client';
import { renderMetrics } from '@/lib/metrics/metrics';
import { zendeskCalls } from '@/lib/platform/workMetrics';
import { keepHeartbeat } from '@/lib/processes/heartbeat';

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
