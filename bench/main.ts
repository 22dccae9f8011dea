/** `npm run bench`: every benchmark beside its peer or limit in the same run; a table, and bench/results.json. Exit 1 when a gate is missed. */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { benchForm } from './form';
import { benchCertificate } from './certificate';
import { benchGrowth } from './growth';
import { benchIntake } from './intake';
import { benchMatcher } from './matcher';
import { formatResult, type Result } from './results';
import { benchSidebar } from './sidebar';
import { benchSync } from './sync';

/** Each name runs alone too: `npm run bench -- form sidebar`. */
const parts: Record<string, () => Result | Promise<Result | Result[]>> = {
  matcher: benchMatcher,
  form: benchForm,
  certificate: benchCertificate,
  sidebar: benchSidebar,
  intake: benchIntake,
  sync: benchSync,
  growth: benchGrowth,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0)
  throw new Error(`no such benchmark: ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`);
const results: Result[] = [];
for (const [name, run] of Object.entries(parts))
  if (asked.length === 0 || asked.includes(name)) results.push(...[await run()].flat());
for (const result of results) console.log(formatResult(result));
const machine = { node: process.version, processors: cpus().length, model: cpus()[0]?.model ?? 'unknown' };
// Parts alone are looked at, not kept.
const file = join(import.meta.dirname, asked.length === 0 ? 'results.json' : 'results.part.json');
writeFileSync(file, `${JSON.stringify({ machine, results }, null, 2)}\n`);
console.log(`\n${file}`);
if (results.some(({ gates }) => gates.some(({ isMet }) => !isMet))) process.exitCode = 1;
