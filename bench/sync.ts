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
  memory: { nowMb: number; peakMb: number };
  limited: { rowsPerSecond: number; calls: number; refused: number; tickets: number };
  doubled: number;
};

export async function benchSync(): Promise<Result> {
  const { size, idle, alone, beside, backlog, memory, limited, doubled } =
    await runOnStage<Measured>('bench/scale.ts');
  const batches = Math.ceil(size / 100);
  const rowsPerCall = limited.tickets / Math.max(1, limited.calls);
  return {
    name: `sync engine: ${size} reviews, stand-in of 20 ms`,
    rows: [
      { name: 'review to ticket, idle', ...idle },
      { name: 'review to ticket, 20 accounts', ...alone },
      { name: 'review to ticket, 20 accounts beside a backlog', ...beside },
    ],
    ratios: {
      'backlog, rows a second': backlog.product,
      'undici pool of 50, rows a second': backlog.undici,
      'hand-batched 100 × 4, rows a second': backlog.handBatched,
      'backlog against undici pool of 50': backlog.product / backlog.undici,
      'backlog against hand-batched': backlog.product / backlog.handBatched,
      'neighbours’ p99 beside a backlog against alone': beside.p99Ms / alone.p99Ms,
      'under 700 calls a minute: calls made against the fewest possible': limited.calls / batches,
      'under 700 calls a minute: rows a call': rowsPerCall,
      'worker, MB at its highest': memory.peakMb,
    },
    gates: [
      { name: 'no ticket is made twice', isMet: doubled === 0 },
      { name: 'not one call is refused for the limit', isMet: limited.refused === 0 },
      { name: 'worker under 250 MB', isMet: memory.peakMb < 250 },
      {
        name: 'neighbours of a backlog wait at most 1.5 times as long (p99)',
        isMet: beside.p99Ms <= 1.5 * alone.p99Ms,
      },
      {
        name: 'a backlog is at least twice as fast as a pool of 50',
        isMet: backlog.product >= 2 * backlog.undici,
      },
    ],
  };
}
