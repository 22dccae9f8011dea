import { demoSignIns } from '@/lib/platform/auth/demoSignIns';
import { expect, test } from './support/test';

test('a fresh start is ready: database, migrations and a living worker', async ({ request }) => {
  const answer = await request.get('/api/health/ready');
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({
    status: 'ok',
    checks: { database: 'ok', migrations: 'ok', worker: 'ok' },
  });
});

for (const [language, title] of [
  ['fr', 'fr'],
  ['en', 'en'],
] as const) {
  test(`the first page speaks ${language} and shows the demo sign-ins`, async ({ page }) => {
    await page.goto(`/?lang=${language}`);
    await expect(page.locator('html')).toHaveAttribute('lang', title);
    for (const { email } of demoSignIns) await expect(page.getByText(email)).toBeVisible();
  });
}
