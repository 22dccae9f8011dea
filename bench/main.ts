/** `npm run bench`: every benchmark beside its peer or limit in the same run; a table, and bench/results.json. Exit 1 when a gate is missed. */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { benchForm } from './form';
import { benchCertificate } from './certificate';
import { benchMatcher } from './matcher';
import { formatResult } from './results';
import { benchSidebar } from './sidebar';
import { benchSync } from './sync';

const results = [
  benchMatcher(),
  await benchForm(),
  ...(await benchCertificate()),
  await benchSidebar(),
  await benchSync(),
];
for (const result of results) console.log(formatResult(result));
const machine = { node: process.version, processors: cpus().length, model: cpus()[0]?.model ?? 'unknown' };
const file = join(import.meta.dirname, 'results.json');
writeFileSync(file, `${JSON.stringify({ machine, results }, null, 2)}\n`);
console.log(`\n${file}`);
if (results.some(({ gates }) => gates.some(({ isMet }) => !isMet))) process.exitCode = 1;
