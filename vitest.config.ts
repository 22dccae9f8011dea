import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const runId = randomBytes(6).toString('hex');

/** What the environment module insists on; made anew for each run, so that no test can lean on a value. */
const env = {
  NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
  ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64')}`,
  DATA_DIR: join(tmpdir(), `test-data-${runId}`),
  LOG_LEVEL: 'silent',
};

const exclude = ['node_modules/**', '.next/**', 'dist/**', '.data/**'];

export default defineConfig({
  resolve: { alias: { '@': resolve('.') } },
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    env,
    // A loaded machine may take its time: only what hangs is to fail.
    testTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...exclude, '**/*.integration.test.ts'],
          // Its middleware imports `next/server` without an ending, which Node alone does not find.
          server: { deps: { inline: ['next-intl'] } },
        },
      },
      {
        extends: true,
        test: { name: 'unit-dom', environment: 'jsdom', include: ['**/*.test.tsx'], exclude },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['**/*.integration.test.ts'],
          exclude,
          provide: { givenServerUrl: process.env.TEST_DATABASE_URL ?? '', serverUrl: '', templateName: '' },
          globalSetup: ['lib/processes/database/testServer.ts'],
          setupFiles: ['lib/platform/db/testSetup.ts'],
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
