import { existsSync, readFileSync } from 'node:fs';
import type { Counts } from '@/lib/processes/report';

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
};

/** A file that could not even be loaded has no tests to fail; it counts as one. */
export function readVitest(report: unknown): Counts {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } =
    report as VitestReport;
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const skipped = numPendingTests + numTodoTests;
  return { passed: numPassedTests, failed: numFailedTests + unloaded.length, skipped };
}

export function readPlaywright(report: unknown): Counts {
  const { expected, unexpected, flaky, skipped } = (report as { stats: Record<string, number> }).stats;
  return { passed: expected ?? 0, failed: (unexpected ?? 0) + (flaky ?? 0), skipped: skipped ?? 0 };
}

type EndedSuite = {
  /** Reads the suite's report; a suite without one counts as a single test. */
  read: ((report: unknown) => Counts) | undefined;
  report: string;
  code: number;
};

/** A suite that crashed, lost its report or ran nothing has failed, whatever it counted before. */
export function countSuite({ read, report, code }: EndedSuite): Counts {
  if (!read) return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
  const counts = existsSync(report)
    ? read(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0 };
  const isBroken = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  return isBroken ? { ...counts, failed: 1 } : counts;
}
