import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { expect, it, vi } from 'vitest';

type Span = {
  traceId: string;
  name: string;
  parentSpanId?: string;
  status: { code?: number; message?: string };
};
type Export = { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };

it('sends the spans of one review under the review’s own id, and no words of an error', async () => {
  const exports: Export[] = [];
  const collector = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const isPacked = request.headers['content-encoding'] === 'gzip';
      exports.push(JSON.parse((isPacked ? gunzipSync(body) : body).toString('utf8')) as Export);
      response.end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const { port } = collector.address() as AddressInfo;
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', `http://127.0.0.1:${port}`);
  vi.stubEnv('DATABASE_URL', 'postgres://nobody@127.0.0.1/none');
  vi.resetModules();
  const { startTracing, withSpan } = await import('@/lib/platform/tracing');
  const stop = await startTracing('test');
  const review = '0198c0de-1234-7000-8000-00000000abcd';
  const inner = () => withSpan('inner', {}, () => Promise.reject(new TypeError('token s3cret refused')));
  await expect(withSpan('outer', { story: review }, inner)).rejects.toThrow('refused');
  await withSpan('later', { story: review }, () => Promise.resolve());
  await stop();
  collector.close();
  const spans = exports.flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
  );
  expect(spans.map(({ name }) => name).sort()).toEqual(['inner', 'later', 'outer']);
  expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([review.replaceAll('-', '')]));
  expect(spans.find(({ name }) => name === 'inner')?.status).toEqual({ code: 2, message: 'TypeError' });
  expect(JSON.stringify(exports)).not.toContain('s3cret');
});

it('does the work and nothing else while it is off', async () => {
  vi.unstubAllEnvs();
  vi.stubEnv('DATABASE_URL', 'postgres://nobody@127.0.0.1/none');
  vi.resetModules();
  const { startTracing, withSpan } = await import('@/lib/platform/tracing');
  const stop = await startTracing('test');
  expect(await withSpan('work', { story: 'x' }, () => Promise.resolve(7))).toBe(7);
  await stop();
});
