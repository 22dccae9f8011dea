import { defineConfig } from '@playwright/test';

const isRoot = process.getuid?.() === 0;

const oneAfterTheOther = ['oneClick.spec.ts', 'health.spec.ts', 'reviewDesk.spec.ts'].map(
  (name) => `**/${name}`,
);

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './e2e/support/product.setup.ts',
  outputDir: 'test-results',
  // Tests share one product and one database; each makes what it needs, so files may run beside each other.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  projects: [
    { name: 'product', testIgnore: oneAfterTheOther },
    // They connect the website whose panel the others look at: afterwards, and one at a time.
    { name: 'connection', testMatch: oneAfterTheOther, dependencies: ['product'], workers: 1 },
  ],
  use: {
    baseURL: process.env.E2E_APP_URL ?? '',
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(process.env.E2E_CHROMIUM ? { executablePath: process.env.E2E_CHROMIUM } : {}),
      args: isRoot ? ['--no-sandbox'] : [],
    },
  },
});
