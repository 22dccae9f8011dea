import { expect, it } from 'vitest';
import { GET as listReasons } from '@/app/api/v1/report-reasons/route';
import { shopLimit } from '@/app/api/v1/limits';
import { call, openShop } from '@/app/api/v1/testShop';
import { pool } from '@/lib/platform/db/client';

it('refuses a website that has used up its minute, says when to come back, and lets others pass', async () => {
  const [busy, other] = [await openShop(), await openShop()];
  expect((await call(listReasons, 'GET', { as: busy })).status).toBe(200);
  // As if it had called as often as the documentation allows.
  const used = await pool.query('UPDATE rate_limit SET points = $1 WHERE key = $2', [
    shopLimit.points,
    `${shopLimit.name}:${busy.id}`,
  ]);
  expect(used.rowCount).toBe(1);
  const refused = await call(listReasons, 'GET', { as: busy });
  expect(refused).toMatchObject({ status: 429, type: 'application/problem+json' });
  expect(refused.answer.code).toBe('rate_limited');
  const seconds = Number(refused.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(shopLimit.seconds);
  expect((await call(listReasons, 'GET', { as: other })).status).toBe(200);
});
