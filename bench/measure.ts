/** How the benchmarks measure: contenders take turns (A B A B), so that a machine's moods fall on all of them alike. */

export type Contender = { name: string; run: () => void };
export type Measured = { name: string; p50Ms: number; p99Ms: number; roundP50Ms: number[] };

const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

export const median = (values: readonly number[]) =>
  percentile(
    [...values].sort((a, b) => a - b),
    0.5,
  );

/**
 * Runs every contender `calls` times per round, `rounds` rounds in turn, after one round that is thrown away.
 * @returns percentiles over all calls, and the median of each round, for ratios between contenders.
 */
export function measure(
  contenders: readonly Contender[],
  { rounds, calls }: { rounds: number; calls: number },
): Measured[] {
  const samples = contenders.map(() => [] as number[][]);
  for (let round = -1; round < rounds; round++) {
    contenders.forEach(({ run }, index) => {
      const times: number[] = [];
      for (let call = 0; call < calls; call++) {
        const began = performance.now();
        run();
        times.push(performance.now() - began);
      }
      if (round >= 0) samples[index]?.push(times);
    });
  }
  return contenders.map(({ name }, index) => {
    const all = (samples[index] ?? []).flat().sort((a, b) => a - b);
    return {
      name,
      p50Ms: percentile(all, 0.5),
      p99Ms: percentile(all, 0.99),
      roundP50Ms: (samples[index] ?? []).map(median),
    };
  });
}

/** The ratio of two contenders, taken within each round, and the median of those. */
export function ratioOf(a: Measured, b: Measured): number {
  return median(a.roundP50Ms.map((time, round) => time / (b.roundP50Ms[round] ?? Number.NaN)));
}
