/** Scraped by Prometheus with `Authorization: Bearer METRICS_TOKEN`; without a token in the environment there is nothing here. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import { route } from '@/lib/platform/http/route';
import { renderMetrics } from '@/lib/metrics/metrics';

export const dynamic = 'force-dynamic';

const digest = (text: string) => createHash('sha256').update(text).digest();

function requireToken(request: Request): void {
  const token = env.metricsToken;
  if (!token) throw new AppError('not_found', { detail: 'Metrics are off: no METRICS_TOKEN is set.' });
  const given = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
  if (!timingSafeEqual(digest(given), digest(token)))
    throw new AppError('unauthorized', { detail: 'Send the metrics token as Bearer.' });
}

export const GET = route({
  auth: 'none',
  handler: async ({ request }) => {
    requireToken(request);
    const { text, contentType } = await renderMetrics();
    return new Response(text, { headers: { 'content-type': contentType, 'cache-control': 'no-store' } });
  },
});
