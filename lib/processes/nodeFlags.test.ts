import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { workerFlags } from '@/lib/processes/nodeFlags';

it.each(['package.json', 'compose.yaml', 'deploy/kubernetes/worker.yaml', 'docs/operations.md'])(
  '%s starts the worker with the flags it is measured with',
  (file) => {
    const line = readFileSync(file, 'utf8')
      .split('\n')
      .find((text) => text.includes('dist/worker.mjs'));
    for (const flag of workerFlags) expect(line).toContain(flag);
  },
);
