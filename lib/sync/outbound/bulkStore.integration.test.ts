import { afterAll, expect, test } from 'vitest';
import { closeDatabase, db, transaction } from '@/lib/platform/db/client';
import { openJob, readDeliveryIds } from '@/lib/sync/outbound/bulkStore';
import { newDeliveryId } from '@/lib/sync/runtime/deliveryId';
import { makeReview, makeWebsite } from '@/prisma/seed/factories';

afterAll(closeDatabase);

test('a delivery travels in one job only, and a job holds just those it took, in the order of its call', async () => {
  const { id: websiteId } = await transaction((tx) => makeWebsite(tx));
  const { id: connectionId } = await db.zendeskConnection.create({
    data: { websiteId, subdomain: 'jobs', method: 'api_token' },
  });
  const ids: string[] = [];
  for (let index = 0; index < 4; index++) {
    const { id: reviewId } = await transaction((tx) =>
      makeReview(tx, { websiteId, rating: 1, orderRef: `JOB-${index}`, at: new Date() }),
    );
    const id = newDeliveryId();
    await db.delivery.create({
      data: { id, connectionId, reviewId, kind: 'create_ticket', fromSeq: 1, toSeq: 1, payload: {} },
    });
    ids.unshift(id);
  }
  const first = await openJob(connectionId, 'create_ticket', ids.slice(0, 3));
  expect([...first.deliveryIds]).toEqual(ids.slice(0, 3));
  const second = await openJob(connectionId, 'create_ticket', ids);
  expect([...second.deliveryIds]).toEqual(ids.slice(3));
  const third = await openJob(connectionId, 'create_ticket', ids);
  expect([...third.deliveryIds]).toEqual([]);
  expect(await db.bulkJob.count({ where: { connectionId } })).toBe(2);
  expect(await readDeliveryIds([first.id, second.id])).toEqual(
    new Map([
      [first.id, ids.slice(0, 3)],
      [second.id, ids.slice(3)],
    ]),
  );
});
