/** One benchmark's outcome: what is printed and written to bench/results.json. */
export type Result = {
  name: string;
  rows: { name: string; p50Ms: number; p99Ms: number }[];
  /** Taken within one run, contenders in turn: absolute figures drift with the machine, these do not. */
  ratios: Record<string, number>;
  gates: { name: string; isMet: boolean }[];
};

const ms = (value: number) => `${value.toFixed(3)} ms`;

/** The outcome as lines of text. */
export function formatResult({ name, rows, ratios, gates }: Result): string {
  const width = Math.max(
    ...[...rows.map((row) => row.name), ...Object.keys(ratios)].map(({ length }) => length),
  );
  return [
    `\n${name}`,
    `  ${''.padEnd(width)}  ${'p50'.padStart(12)}  ${'p99'.padStart(12)}`,
    ...rows.map(
      (row) => `  ${row.name.padEnd(width)}  ${ms(row.p50Ms).padStart(12)}  ${ms(row.p99Ms).padStart(12)}`,
    ),
    ...Object.entries(ratios).map(
      ([label, ratio]) => `  ${label.padEnd(width)}  ${`× ${ratio.toFixed(2)}`.padStart(12)}`,
    ),
    ...gates.map((gate) => `  ${gate.isMet ? '✓' : '✗'} ${gate.name}`),
  ].join('\n');
}
