/** What every end-to-end test stands on: `test` fails on console errors and uncaught exceptions nobody expected. */
import { test as base, expect, type Page } from '@playwright/test';
import { environment } from './environment';

type Fixtures = {
  /** Console errors a test provokes on purpose, such as the browser's line about a refused request: add their pattern. */
  expectedErrors: RegExp[];
  watchErrors: undefined;
  /** Origin of the practice Zendesk, without a trailing slash. */
  practiceUrl: string;
};

export const test = base.extend<Fixtures>({
  // Playwright reads the fixtures a function needs from this pattern, empty or not.
  expectedErrors: async ({}, use) => {
    await use([]);
  },
  practiceUrl: async ({}, use) => {
    const url = environment.E2E_PRACTICE_URL;
    if (!url)
      throw new Error('E2E_PRACTICE_URL: must be the practice Zendesk, for example http://127.0.0.1:4000');
    await use(url);
  },
  watchErrors: [
    async ({ context, expectedErrors }, use) => {
      const errors: string[] = [];
      const watch = (page: Page) => {
        page.on(
          'console',
          (message) =>
            message.type() === 'error' && errors.push(`${message.text()} (${message.location().url})`),
        );
        page.on('pageerror', (error) => errors.push(String(error)));
      };
      context.pages().forEach(watch);
      context.on('page', watch);
      await use(undefined);
      expect(
        errors.filter((error) => !expectedErrors.some((pattern) => pattern.test(error))),
        'console errors',
      ).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
