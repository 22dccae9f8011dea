/** `npm run check`: every static check, one line each; the whole output only of those that fail. */
import { checkImportRules } from '@/lib/processes/checks/importRules';
import { checkMessageKeys } from '@/lib/processes/checks/messageKeys';
import { checkSchemaDrift } from '@/lib/processes/checks/schemaDrift';
import { findCommand, runNode } from '@/lib/processes/command';
import { formatSeconds, writeReport } from '@/lib/processes/report';

export type Finding = { problems: string[]; note?: string };
type Step = { name: string; run(): Promise<Finding> };

const steps: Step[] = [
  tool('format', 'prettier', ['--check', '--log-level', 'warn', '--cache', '.']),
  tool('lint', 'eslint', [
    '--max-warnings',
    '0',
    '--cache',
    '--cache-location',
    'node_modules/.cache/eslint/',
    '.',
  ]),
  { name: 'types', run: checkTypes },
  { name: 'import rules', run: checkImportRules },
  tool('unused code', 'knip', ['--no-progress', '--treat-config-hints-as-errors', '--no-config-hints']),
  { name: 'message keys', run: checkMessageKeys },
  { name: 'schema drift', run: checkSchemaDrift },
];

function tool(name: string, packageName: string, args: string[]): Step {
  return { name, run: () => runTool(packageName, args) };
}

async function runTool(packageName: string, args: string[], command?: string): Promise<Finding> {
  const { code, output } = await runNode(findCommand(packageName, command), args, { output: 'collect' });
  return { problems: code === 0 ? [] : [output.trim() || `${packageName} ended with ${code}`] };
}

/** Next writes the types of routes and pages; without them a fresh checkout has none. */
async function checkTypes(): Promise<Finding> {
  const generated = await runTool('next', ['typegen']);
  return generated.problems.length > 0 ? generated : runTool('typescript', ['--noEmit'], 'tsc');
}

const counts = { passed: 0, failed: 0, skipped: 0, failures: [] as string[] };
for (const step of steps) {
  const startedAt = Date.now();
  const { problems, note } = await step
    .run()
    .catch((error: unknown): Finding => ({ problems: [String(error)] }));
  const isGood = problems.length === 0;
  counts[isGood ? 'passed' : 'failed'] += 1;
  if (!isGood) counts.failures.push(step.name);
  console.log(
    `${isGood ? '✓' : '✗'} ${step.name}${note ? ` (${note})` : ''} ${formatSeconds(Date.now() - startedAt)}`,
  );
  for (const problem of problems) console.log(problem);
}
writeReport(counts);
process.exitCode = counts.failed > 0 ? 1 : 0;
