import { expect, it } from 'vitest';
import { renderMetrics } from '@/lib/metrics/metrics';
import { transaction } from '@/lib/platform/db/client';
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
