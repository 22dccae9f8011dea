import type pino from 'pino';
import { toProblem } from '@/lib/platform/http/problem';

/**
 * An answer of newline-separated JSON, each item sent as it comes. The last line is `{"done":true}`, or the problem that ended
 * the run early: the status line has long been sent by then. A reader that goes away ends the generator.
 */
export function toLines(items: AsyncGenerator, context: { requestId: string; log: pino.Logger }): Response {
  const encoder = new TextEncoder();
  const line = (item: unknown) => encoder.encode(`${JSON.stringify(item)}\n`);
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next: IteratorResult<unknown, unknown> = await items.next();
        controller.enqueue(line(next.done ? { done: true } : next.value));
        if (next.done) controller.close();
      } catch (error) {
        context.log.error({ err: error }, 'a streamed answer ended early');
        controller.enqueue(line({ problem: toProblem(error, context.requestId) }));
        controller.close();
      }
    },
    async cancel() {
      await items.return(undefined);
    },
  });
  return new Response(stream, {
    headers: {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      // Proxies in front of us must pass each line on as it comes.
      'x-accel-buffering': 'no',
      'x-request-id': context.requestId,
    },
  });
}
