import { EventEmitter, once } from 'node:events';
import { performance } from 'node:perf_hooks';
import type { ServerResponse } from 'node:http';
import type pino from 'pino';
import { expect, test } from 'vitest';
import { createStallJudge, watchLoop, type LoopWatch } from '@/lib/platform/http/loopWatch';
import { loopStallSeconds } from '@/lib/platform/workMetrics';

type Line = { stoodMs: number; inFlight: number; requests: { request: string; ms: number }[] };

function createSink(heard?: (line: Line) => void) {
  const lines: Line[] = [];
  const warn = (line: Line) => {
    lines.push(line);
    heard?.(line);
  };
  return { lines, log: { warn } as unknown as pino.Logger };
}

/** @returns what ends the request. */
function open(follow: LoopWatch['follow'], method: string, url: string): () => void {
  const response = new EventEmitter();
  follow({ method, url }, response as unknown as ServerResponse);
  return () => response.emit('close');
}

/** A judge with a clock of its own. */
function begin() {
  let at = 5_000;
  const { lines, log } = createSink();
  const { follow, tick } = createStallJudge(log, () => at);
  const tickAfter = (ms: number) => {
    at += ms;
    tick();
  };
  return { lines, follow, tickAfter };
}

const countStalls = async () =>
  (await loopStallSeconds.get()).values.find(({ metricName }) => metricName?.endsWith('_count'))?.value ?? 0;

test('a loop that is held makes a line with the requests of the time by route, and a figure', async () => {
  const before = await countStalls();
  const heard = new EventEmitter();
  const watch = watchLoop(createSink((line) => heard.emit('line', line)).log);
  const first = once(heard, 'line') as Promise<[Line]>;
  open(watch.follow, 'GET', '/api/v1/authors/someone@example.test?x=1');
  const end = open(watch.follow, 'POST', '/r/efb6a00d-1f0e-4c11-9d55-7a3c5e0f9b21.secret');
  const until = performance.now() + 400;
  while (performance.now() < until);
  end();
  const [line] = await first;
  watch.stop();
  expect(line.stoodMs).toBeGreaterThanOrEqual(250);
  expect(line.inFlight).toBe(2);
  expect(line.requests.map(({ request }) => request)).toEqual([
    'POST /r/:value',
    'GET /api/v1/authors/:value',
  ]);
  expect(line.requests.every(({ ms }) => ms >= 390)).toBe(true);
  expect(await countStalls()).toBeGreaterThan(before);
});

test.each([50, 60, 299])('a tick after %i ms is no stall', (ms) => {
  const { lines, tickAfter } = begin();
  tickAfter(ms);
  expect(lines).toEqual([]);
});

test('every stall counts, one line a second is written', async () => {
  const before = await countStalls();
  const { lines, tickAfter } = begin();
  for (const ms of [300, 400, 500, 600]) tickAfter(ms);
  expect(lines.map(({ stoodMs }) => stoodMs)).toEqual([250, 550]);
  expect(await countStalls()).toBe(before + 4);
});

test('a request that ended before the stall is not named', () => {
  const { lines, follow, tickAfter } = begin();
  open(follow, 'GET', '/api/health/live')();
  tickAfter(50);
  open(follow, 'GET', '/reviews');
  tickAfter(400);
  expect(lines).toEqual([{ stoodMs: 350, inFlight: 1, requests: [{ request: 'GET /reviews', ms: 400 }] }]);
});

test('the ten newest of many requests are named, and all are counted', () => {
  const { lines, follow, tickAfter } = begin();
  open(follow, 'GET', '/applications');
  for (let count = 0; count < 30; count++) open(follow, 'GET', '/reviews');
  tickAfter(400);
  expect(lines[0]).toMatchObject({ inFlight: 31 });
  expect(lines[0]!.requests.map(({ request }) => request)).toEqual(Array<string>(10).fill('GET /reviews'));
});
