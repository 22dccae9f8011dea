/** A load of kept-open connections that costs the machine as little as possible: sockets, one request at a time on each, no HTTP library. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export type LoadResult = { perSecond: number; p50Ms: number; p99Ms: number; wrong: number; sent: number };

/** Length of the first whole answer in a buffer, or null; answers here always say their length. */
function answerLength(text: string): number | null {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return null;
  const length = Number(/content-length: (\d+)/i.exec(text.slice(0, head))?.[1] ?? 0);
  return text.length >= head + 4 + length ? head + 4 + length : null;
}

const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/**
 * @param write the next request, whole.
 * @returns answers a second, and how many were not `HTTP/1.1 200`.
 */
export async function load(
  port: number,
  options: { connections: number; forMs: number },
  write: () => string,
): Promise<LoadResult> {
  const times: number[] = [];
  let wrong = 0;
  const endsAt = performance.now() + options.forMs;
  const run = async (socket: Socket) => {
    socket.setEncoding('latin1').setNoDelay(true);
    await once(socket, 'connect');
    await new Promise<void>((done, failed) => {
      let text = '';
      let began = performance.now();
      const next = () => {
        began = performance.now();
        if (began >= endsAt) {
          socket.end();
          done();
        } else socket.write(write());
      };
      socket.on('data', (chunk: string) => {
        text += chunk;
        const length = answerLength(text);
        if (length === null) return;
        if (!text.startsWith('HTTP/1.1 200')) wrong += 1;
        text = text.slice(length);
        times.push(performance.now() - began);
        next();
      });
      socket.once('error', failed);
      socket.once('close', () => failed(new Error('a connection was closed under load')));
      next();
    });
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: options.connections }, () => run(connect(port, '127.0.0.1'))));
  const tookMs = performance.now() - began;
  const sorted = times.sort((a, b) => a - b);
  return {
    perSecond: (sorted.length / tookMs) * 1_000,
    p50Ms: percentile(sorted, 0.5),
    p99Ms: percentile(sorted, 0.99),
    wrong,
    sent: sorted.length,
  };
}
