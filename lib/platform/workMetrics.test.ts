import { expect, test, vi } from 'vitest';

test('a second copy of the module counts into the figures of the first', async () => {
  const first = await import('@/lib/platform/workMetrics');
  first.webhookIntakes.inc({ outcome: 'accepted' });
  vi.resetModules();
  const second = await import('@/lib/platform/workMetrics');
  second.webhookIntakes.inc({ outcome: 'accepted' });
  second.loopStallSeconds.observe(0.3);
  const text = await first.workRegistry.metrics();
  expect(text).toContain('webhooks_received_total{outcome="accepted"} 2');
  expect(text).toContain('event_loop_stall_seconds_count 1');
});
