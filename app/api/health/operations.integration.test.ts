import { expect, it } from 'vitest';
import { GET as live } from '@/app/api/health/live/route';
import { GET as ready } from '@/app/api/health/ready/route';
import { GET as metrics } from '@/app/api/metrics/route';
import { db } from '@/lib/platform/db/client';

const ask = async (handler: (request: Request) => Promise<Response>) => {
  const response = await handler(new Request('http://localhost/api/x'));
  return { status: response.status, body: (await response.json()) as unknown };
};

it('is alive without anything else', async () => {
  expect(await ask(live)).toEqual({ status: 200, body: { status: 'ok' } });
});

it('is ready with database, migrations and a worker, and names what is not there', async () => {
  const checks = { database: 'ok', migrations: 'ok', worker: 'failed' };
  expect(await ask(ready)).toEqual({ status: 503, body: { status: 'failed', checks } });
  await db.workerHeartbeat.create({ data: { id: 'w1', seenAt: new Date(Date.now() - 3_600_000) } });
  expect((await ask(ready)).status).toBe(503);
  await db.workerHeartbeat.update({ where: { id: 'w1' }, data: { seenAt: new Date() } });
  expect(await ask(ready)).toEqual({
    status: 200,
    body: { status: 'ok', checks: { ...checks, worker: 'ok' } },
  });
  await db.$executeRaw`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%_init'`;
  expect(await ask(ready)).toMatchObject({
    status: 503,
    body: { checks: { database: 'ok', migrations: 'failed' } },
  });
});

it('shows no figures to whoever has no token', async () => {
  expect(await ask(metrics)).toMatchObject({ status: 404, body: { code: 'not_found' } });
});
