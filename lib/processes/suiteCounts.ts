import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Counts } from '@/lib/processes/report';

/** What a suite counted, and what failed, in words by which it is found. */
export type SuiteReport = Counts & { failures: string[] };

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string;
    status: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
};

const inProject = (file: string) => relative(process.cwd(), file).replaceAll('\\', '/');

/** A file that could not even be loaded has no tests to fail; it counts as one. */
export function readVitest(report: unknown): SuiteReport {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } =
    report as VitestReport;
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const failures = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName }) => `${inProject(name)}: ${fullName}`),
  );
  return {
    passed: numPassedTests,
    failed: numFailedTests + unloaded.length,
    skipped: numPendingTests + numTodoTests,
    failures: [...failures, ...unloaded.map(({ name }) => `${inProject(name)}: not loaded`)],
  };
}

type PlaywrightSuite = {
  specs?: { title: string; file: string; line: number; tests: { status: string }[] }[];
  suites?: PlaywrightSuite[];
};

const isPlaywrightFailure = ({ status }: { status: string }) => status === 'unexpected' || status === 'flaky';

function failedSpecs({ specs = [], suites = [] }: PlaywrightSuite): string[] {
  const here = specs.filter(({ tests }) => tests.some(isPlaywrightFailure));
  return [
    ...here.map(({ title, file, line }) => `${file}:${line}: ${title}`),
    ...suites.flatMap(failedSpecs),
  ];
}

export function readPlaywright(report: unknown): SuiteReport {
  const { stats, ...root } = report as { stats: Record<string, number> } & PlaywrightSuite;
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = stats;
  return { passed: expected, failed: unexpected + flaky, skipped, failures: failedSpecs(root) };
}

type EndedSuite = {
  /** Reads the suite's report; a suite without one counts as a single test. */
  read: ((report: unknown) => SuiteReport) | undefined;
  report: string;
  code: number;
};

/** A suite that crashed, lost its report or ran nothing has failed, whatever it counted before. */
export function countSuite({ read, report, code }: EndedSuite): SuiteReport {
  const ended = `ended with ${code}`;
  if (!read)
    return code === 0
      ? { passed: 1, failed: 0, skipped: 0, failures: [] }
      : { passed: 0, failed: 1, skipped: 0, failures: [ended] };
  const counts = existsSync(report)
    ? read(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0, failures: [] };
  if (counts.failed > 0) return counts;
  if (code !== 0) return { ...counts, failed: 1, failures: [ended] };
  return counts.passed === 0 ? { ...counts, failed: 1, failures: ['ran nothing'] } : counts;
}
