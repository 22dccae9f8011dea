/**
 * Tells when the event loop stands: while one request computes, all others wait, and afterwards nothing shows which one it was.
 * So the requests in flight meanwhile are named by route, those that ended within the stall included.
 */
import { performance } from 'node:perf_hooks';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type pino from 'pino';
import { loggedPath } from '@/lib/platform/http/loggedPath';
import { log } from '@/lib/platform/log';
import { loopStallSeconds } from '@/lib/platform/workMetrics';

const tickMs = 50;
const stallMs = 250;
const quietMs = 1_000;
const maxNamed = 10;

type InFlight = { method: string; url: string; startedAt: number; endedAt?: number };
type Watched = Pick<IncomingMessage, 'method' | 'url'>;
type Answer = Pick<ServerResponse, 'once'>;

export type LoopWatch = {
  /** To be called for each request, before anything works on it. */
  follow: (request: Watched, response: Answer) => void;
  stop: () => void;
};

type Log = Pick<pino.Logger, 'warn'>;

/** The judgement without its timer. @param now milliseconds of a clock that never goes back. */
export function createStallJudge(to: Log, now: () => number) {
  const inFlight = new Set<InFlight>();
  let lastTick = now();
  let lastLine = -Infinity;
  return {
    follow: ({ method = '', url = '' }: Watched, response: Answer) => {
      const one: InFlight = { method, url, startedAt: now() };
      inFlight.add(one);
      response.once('close', () => (one.endedAt = now()));
    },
    /** Expected each `tickMs`. */
    tick: () => {
      const at = now();
      const stoodMs = at - lastTick - tickMs;
      lastTick = at;
      if (stoodMs >= stallMs) {
        loopStallSeconds.observe(stoodMs / 1000);
        if (at - lastLine >= quietMs) {
          lastLine = at;
          to.warn({ stoodMs: Math.round(stoodMs), ...nameRequests(inFlight, at) }, 'the event loop stood');
        }
      }
      // Kept until now, because what holds the loop may have been answered before this tick had its turn.
      for (const one of inFlight) if (one.endedAt !== undefined) inFlight.delete(one);
    },
  };
}

export function watchLoop(to: Log = log()): LoopWatch {
  const { follow, tick } = createStallJudge(to, () => performance.now());
  const timer = setInterval(tick, tickMs).unref();
  return { follow, stop: () => clearInterval(timer) };
}

/** The newest first: what came long before the stall is more often waiting than computing. */
function nameRequests(inFlight: Set<InFlight>, at: number) {
  const newest = [...inFlight].slice(-maxNamed).reverse();
  return {
    inFlight: inFlight.size,
    requests: newest.map(({ method, url, startedAt, endedAt }) => ({
      request: `${method} ${loggedPath(url)}`,
      ms: Math.round((endedAt ?? at) - startedAt),
    })),
  };
}
