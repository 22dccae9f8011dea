import type { Page } from '@playwright/test';

export const widgetHost = 'static.zdassets.com';
export const widgetKey = 'd2b7f8c0-3a4e-4a8e-9a55-0c5d1f2e3b4a';

/** Answers for Zendesk's widget script: notes the calls the form makes, as the real one would take them. */
const script = `
  window.zECalls = [];
  window.zE = function () { window.zECalls.push(Array.prototype.slice.call(arguments, 0, 2).join(' ')); };
`;

/** Stands in for Zendesk's script and lists every request that leaves our own origin. */
export async function watchWidget(page: Page) {
  const outside: string[] = [];
  page.on('request', (request) => {
    const { hostname } = new URL(request.url());
    if (hostname !== 'localhost' && hostname !== '127.0.0.1') outside.push(request.url());
  });
  await page.route(`https://${widgetHost}/**`, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: script }),
  );
  return {
    outside,
    calls: () => page.evaluate(() => (window as { zECalls?: string[] }).zECalls ?? []),
  };
}
