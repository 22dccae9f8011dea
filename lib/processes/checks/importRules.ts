import { findRoomCircles, type Module } from '@/lib/processes/checks/rooms';
import { findCommand, runNode } from '@/lib/processes/command';

type Violation = {
  from: string;
  to: string;
  rule: { name: string; severity: string };
  cycle?: { name: string }[];
};
type Report = {
  modules: Module[];
  summary: { totalCruised: number; violations: Violation[] };
};

const folders = ['app', 'components', 'lib', 'e2e', 'prisma', 'proxy.ts'];
/** A parser that no longer understands the sources reports an empty graph and no violation; that must not pass. */
const fewestModules = 300;

/** Import directions over the whole graph, between files and between rooms. */
export async function checkImportRules(): Promise<{ problems: string[]; note: string }> {
  const args = [...folders, '--config', '.dependency-cruiser.mjs', '--output-type', 'json'];
  const { output } = await runNode(findCommand('dependency-cruiser', 'depcruise'), args, {
    output: 'collect',
  });
  const { modules, summary } = JSON.parse(output) as Report;
  const problems = summary.violations.map(({ rule, from, to, cycle }) => {
    const way = cycle ? cycle.map(({ name }) => name).join(' → ') : to;
    return `${rule.name}: ${from} → ${way}`;
  });
  problems.push(...findRoomCircles(modules));
  if (summary.totalCruised < fewestModules)
    problems.push(`only ${summary.totalCruised} modules seen; expected at least ${fewestModules}`);
  return { problems, note: `${summary.totalCruised} modules` };
}
