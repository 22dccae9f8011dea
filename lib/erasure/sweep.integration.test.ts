import { randomUUID } from 'node:crypto';
import { afterAll, expect, it } from 'vitest';
import { sweep } from '@/lib/erasure/sweep';
import { closeDatabase, db } from '@/lib/platform/db/client';

afterAll(closeDatabase);

const at = new Date();
const age = (days: number) => new Date(at.getTime() - days * 86_400_000);

it('takes away mails of another year and ended sign-ins, never one that still has to go', async () => {
  const mail = (state: 'sent' | 'failed' | 'waiting', days: number) =>
    db.mail.create({
      data: {
        ...{ kind: 'author_replied', toAddress: 'a@author.test', locale: 'fr', state },
        dedupeKey: `${state}-${days}`,
        createdAt: age(days),
      },
    });
  for (const [state, days] of [
    ['sent', 500],
    ['failed', 450],
    ['waiting', 440],
    ['sent', 300],
  ] as const)
    await mail(state, days);
  const user = await db.user.create({
    data: { email: 'sweep@shop.test', name: 'Claire', passwordHash: 'x' },
  });
  const session = (days: number) =>
    db.session.create({ data: { id: randomUUID(), userId: user.id, expiresAt: age(days) } });
  const [, young] = [await session(40), await session(20)];
  expect(await sweep(at, 13)).toBe(3);
  expect(await sweep(at, 13)).toBe(0);
  const mails = await db.mail.findMany({ orderBy: { createdAt: 'asc' } });
  expect(mails.map(({ dedupeKey }) => dedupeKey)).toEqual(['waiting-440', 'sent-300']);
  expect(await db.session.findMany({ where: { userId: user.id } })).toMatchObject([{ id: young.id }]);
});
