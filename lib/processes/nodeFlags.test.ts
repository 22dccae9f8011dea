import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { workerFlags } from '@/lib/processes/nodeFlags';

it.each(['package.json', 'compose.yaml', 'deploy/kubernetes/worker.yaml', 'docs/operations.md'])(
  '%s starts the worker with the flags it is measured with',
  (file) => {
    // Lists of YAML may stand in several lines.
    const words = readFileSync(file, 'utf8').replace(/[\s'",[\]]+/g, ' ');
    expect(words).toContain(`node ${workerFlags.join(' ')} dist/worker.mjs`);
  },
);
