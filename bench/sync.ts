/** The sync engine: latency when idle, a backlog beside its peers, neighbours of a backlog, the limit, and memory. */
import type { Result } from './results';
import { runOnStage } from './stage';

type Latency = { p50Ms: number; p99Ms: number };
type Measured = {
  size: number;
  idle: Latency;
  alone: Latency;
  beside: Latency;
  backlog: { product: number; undici: number; handBatched: number };
  memory: { workerMb: number; webMb: number };
  limited: { calls: number; share: number; refused: number };
  /** The huge backlog was still there when the neighbours had been measured. */
  wasBusy: boolean;
  doubled: number;
};

export async function benchSync(): Promise<Result> {
  const { size, idle, alone, beside, backlog, memory, limited, wasBusy, doubled } =
    await runOnStage<Measured>('bench/scale.ts');
  return {
    name: `sync engine: ${size} reviews, stand-in of 20 ms`,
    rows: [
      { name: 'review to ticket, idle', ...idle },
      { name: 'review to ticket, 200 accounts', ...alone },
      { name: 'review to ticket, 200 accounts beside a backlog', ...beside },
    ],
    ratios: {
      'backlog, rows a second': backlog.product,
      'undici pool of 50, rows a second': backlog.undici,
      'hand-batched 100 × 4, rows a second': backlog.handBatched,
      'backlog against undici pool of 50': backlog.product / backlog.undici,
      'backlog against hand-batched': backlog.product / backlog.handBatched,
      'neighbours’ p99 beside a backlog against alone': beside.p99Ms / alone.p99Ms,
      'a minute of 700 calls: calls made': limited.calls,
      'a minute of 700 calls: rows against the most our share can carry': limited.share,
      'worker, MB at its highest': memory.workerMb,
      'web process, MB at its highest': memory.webMb,
    },
    gates: [
      { name: 'no ticket is made twice', isMet: doubled === 0 },
      { name: 'idle: p50 under 15 ms, p99 under 50 ms', isMet: idle.p50Ms < 15 && idle.p99Ms < 50 },
      { name: 'not one call is refused for the limit', isMet: limited.refused === 0 },
      { name: 'under the limit at least 0.98 of what calls can carry', isMet: limited.share >= 0.98 },
      { name: 'at least 8,000 rows a second without a limit', isMet: backlog.product >= 8_000 },
      { name: 'worker under 250 MB', isMet: memory.workerMb < 250 },
      { name: 'web process under 450 MB', isMet: memory.webMb < 450 },
      {
        name: 'neighbours of a backlog wait at most 1.5 times as long (p99)',
        isMet: wasBusy && beside.p99Ms <= 1.5 * alone.p99Ms,
      },
    ],
  };
}
