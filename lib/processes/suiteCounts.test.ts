import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { addCounts, formatCounts } from '@/lib/processes/report';
import { countSuite, readPlaywright, readVitest } from '@/lib/processes/suiteCounts';

const folder = mkdtempSync(join(tmpdir(), 'counts-'));
const missing = join(folder, 'missing.json');

function save(name: string, report: object): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(report));
  return file;
}

const vitest = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1, testResults: [] };

it('counts tests, skipped and planned ones apart', () => {
  const report = save('vitest.json', vitest);
  expect(countSuite({ read: readVitest, report, code: 1 })).toMatchObject({
    passed: 3,
    failed: 1,
    skipped: 2,
  });
});

it('counts each test file that could not be loaded', () => {
  const broken = { name: '', status: 'failed', assertionResults: [] };
  const report = save('broken.json', {
    ...vitest,
    testResults: [broken, broken, { ...broken, status: 'passed' }],
  });
  expect(countSuite({ read: readVitest, report, code: 1 }).failed).toBe(3);
});

it('counts a flaky browser test as failed', () => {
  const report = save('playwright.json', { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 } });
  expect(countSuite({ read: readPlaywright, report, code: 1 })).toMatchObject({
    passed: 5,
    failed: 2,
    skipped: 2,
  });
});

it.each([
  ['crashed without a report', { read: readVitest, report: missing, code: 1 }],
  ['ended well without a report', { read: readVitest, report: missing, code: 0 }],
  [
    'crashed after its last test',
    { read: readVitest, report: save('late.json', { ...vitest, numFailedTests: 0 }), code: 1 },
  ],
  [
    'ran nothing',
    {
      read: readVitest,
      report: save('empty.json', { ...vitest, numPassedTests: 0, numFailedTests: 0 }),
      code: 0,
    },
  ],
  ['has no report and failed', { read: undefined, report: missing, code: 2 }],
])('a suite that %s has failed', (_case, suite) => {
  const { failed, failures } = countSuite(suite);
  expect(failed).toBe(1);
  expect(failures).toHaveLength(1);
});

it('names each test that failed and each file that was not loaded', () => {
  const report = save('named.json', {
    ...vitest,
    testResults: [
      {
        name: join(process.cwd(), 'lib/a.test.ts'),
        status: 'failed',
        assertionResults: [
          { fullName: 'adds', status: 'passed' },
          { fullName: 'takes away', status: 'failed' },
        ],
      },
      { name: join(process.cwd(), 'lib/b.test.ts'), status: 'failed', assertionResults: [] },
    ],
  });
  expect(countSuite({ read: readVitest, report, code: 1 }).failures).toEqual([
    'lib/a.test.ts: takes away',
    'lib/b.test.ts: not loaded',
  ]);
});

it('names each browser test that failed or was flaky, however deep it lies', () => {
  const spec = (title: string, status: string) => ({
    title,
    file: 'a.spec.ts',
    line: 3,
    tests: [{ status }],
  });
  const report = save('deep.json', {
    stats: { expected: 1, unexpected: 1, flaky: 1 },
    suites: [
      {
        specs: [spec('red', 'unexpected'), spec('green', 'expected')],
        suites: [{ specs: [spec('both', 'flaky')] }],
      },
    ],
  });
  expect(countSuite({ read: readPlaywright, report, code: 1 }).failures).toEqual([
    'a.spec.ts:3: red',
    'a.spec.ts:3: both',
  ]);
});

it('sums all suites in the words of the last line', () => {
  const sum = addCounts([
    { passed: 1, failed: 0, skipped: 2 },
    { passed: 10, failed: 3, skipped: 0 },
  ]);
  expect(formatCounts(sum)).toBe('11 passed, 3 failed, 2 skipped');
});
