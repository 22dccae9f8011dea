/**
 * `npm test`: everything that proves the product, one suite after the other, all of them even when one fails. The last line is
 * the sum over all suites. `--only <suite>` runs one; test files named after it are all it runs.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCommand, runNode } from '@/lib/processes/command';
import { addCounts, formatCounts, formatSeconds } from '@/lib/processes/report';
import { countSuite, readPlaywright, readVitest, type SuiteReport } from '@/lib/processes/suiteCounts';

type Suite = {
  name: string;
  /** Node's arguments; `report` is the file for the suite's counts. */
  args: (report: string) => string[];
  env?: (report: string) => Record<string, string>;
  read?: (report: unknown) => SuiteReport;
};

const suites: Suite[] = [
  {
    name: 'check',
    args: (report) => ['--import', 'tsx', 'lib/processes/check.ts', '--report', report],
    read: (report) => report as SuiteReport,
  },
  vitest('unit', ['unit', 'unit-dom']),
  vitest('integration', ['integration']),
  { name: 'build', args: () => ['--import', 'tsx', 'lib/processes/build.ts'] },
  {
    name: 'e2e',
    args: () => [findCommand('@playwright/test', 'playwright'), 'test', '--reporter=list,json'],
    env: (report) => ({ PLAYWRIGHT_JSON_OUTPUT_NAME: report }),
    read: readPlaywright,
  },
];

function vitest(name: string, projects: string[]): Suite {
  const chosen = projects.flatMap((project) => ['--project', project]);
  return {
    name,
    args: (report) => [
      findCommand('vitest'),
      'run',
      ...chosen,
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${report}`,
    ],
    read: readVitest,
  };
}

async function runSuite(suite: Suite, folder: string): Promise<SuiteReport> {
  const report = join(folder, `${suite.name}.json`);
  console.log(`\n── ${suite.name} ${'─'.repeat(60 - suite.name.length)}`);
  const startedAt = Date.now();
  const [script = '', ...args] = [...suite.args(report), ...named];
  const { code } = await runNode(script, args, { output: 'inherit', env: { ...suite.env?.(report) } });
  const counts = countSuite({ read: suite.read, report, code });
  console.log(`${suite.name}: ${formatCounts(counts)} (${formatSeconds(Date.now() - startedAt)})`);
  return counts;
}

const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
const named =
  only === undefined ? [] : process.argv.filter((argument) => /\.(test|spec)\.tsx?$/.test(argument));
const chosen = suites.filter(({ name }) => only === undefined || name === only);
const folder = mkdtempSync(join(tmpdir(), 'test-reports-'));
const all: SuiteReport[] = [];
const failures: string[] = [];
for (const suite of chosen) {
  const ended = await runSuite(suite, folder).catch((error: unknown): SuiteReport => {
    console.error(error);
    return { passed: 0, failed: 1, skipped: 0, failures: [String(error)] };
  });
  all.push(ended);
  failures.push(...ended.failures.map((failure) => `✗ ${suite.name}: ${failure}`));
}
rmSync(folder, { recursive: true, force: true });
const sum = addCounts(all);
const isGood = sum.failed === 0 && all.length > 0;
// Set before the last line, which must stay the last.
process.exitCode = isGood ? 0 : 1;
// Named once more at the end: what they said is thousands of lines further up.
if (failures.length > 0) console.log(`\n${failures.join('\n')}`);
console.log(`\n${formatCounts(sum)}`);
