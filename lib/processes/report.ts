import { writeFileSync } from 'node:fs';

export type Counts = { passed: number; failed: number; skipped: number };

/** Where a suite started by the test runner leaves its counts, and what failed: `--report <file>`. */
export function writeReport(counts: Counts & { failures: string[] }): void {
  const index = process.argv.indexOf('--report');
  const file = index > 0 ? process.argv[index + 1] : undefined;
  if (file) writeFileSync(file, JSON.stringify(counts));
}

export function addCounts(list: Counts[]): Counts {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const counts of list) {
    sum.passed += counts.passed;
    sum.failed += counts.failed;
    sum.skipped += counts.skipped;
  }
  return sum;
}

export function formatCounts({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

export function formatSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
