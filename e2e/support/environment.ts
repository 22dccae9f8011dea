/** The variables of a test run. Playwright hands what its set-up writes here on to every worker. */
export const environment = process.env as Record<string, string | undefined>;
