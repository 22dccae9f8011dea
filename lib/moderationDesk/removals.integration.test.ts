import { expect, it } from 'vitest';
import { anonymiseAuthor, eraseAnonymous, eraseAuthor } from '@/lib/erasure/erase';
import { getComplianceFile } from '@/lib/compliance/queries';
import { listShopRemovals } from '@/lib/moderationDesk/removals';
import { transaction } from '@/lib/platform/db/client';
import { withdrawReview } from '@/lib/reviews/service';
import { makeReview, makeWebsite } from '@/prisma/seed/factories';

const at = new Date('2026-03-10T10:00:00Z');
const period = { from: '2026-03-01', to: '2026-03-31' };
const nobody = { kind: 'author' as const, name: '' };

async function makeShop(name: string) {
  const { id: websiteId } = await transaction((tx) => makeWebsite(tx, { name }));
  const write = (email: string, rating: number) =>
    transaction((tx) =>
      makeReview(tx, {
        websiteId,
        at,
        rating,
        orderRef: email,
        author: { firstName: 'Léa', lastName: 'Petit', email },
      }),
    );
  return { websiteId, write };
}

it('counts what left display by rating and by whose word, for the shop and before the team', async () => {
  const quiet = await makeShop('Without removals');
  await quiet.write('rest@removals.test', 1);
  const { websiteId, write } = await makeShop('With removals');
  const withdrawn = await write('withdrawn@removals.test', 5);
  for (const [email, rating] of [
    ['erased@removals.test', 2],
    ['anonymous@removals.test', 1],
    ['confirmed@removals.test', 1],
    ['stays@removals.test', 4],
  ] as const)
    await write(email, rating);
  await transaction((tx) => withdrawReview(tx, { reviewId: withdrawn.id, actor: nobody, at }));
  await eraseAuthor({ email: 'erased@removals.test', websiteId: null, source: 'author', at });
  await anonymiseAuthor({ email: 'anonymous@removals.test', websiteId, at });
  await eraseAnonymous(await anonymiseAuthor({ email: 'confirmed@removals.test', websiteId, at }), at);

  const file = await getComplianceFile(websiteId, period, at);
  expect(file.removals).toEqual([
    { rating: 1, withdrawn: 0, erased: 1, anonymised: 2 },
    { rating: 2, withdrawn: 0, erased: 1, anonymised: 0 },
    { rating: 3, withdrawn: 0, erased: 0, anonymised: 0 },
    { rating: 4, withdrawn: 0, erased: 0, anonymised: 0 },
    { rating: 5, withdrawn: 1, erased: 0, anonymised: 0 },
  ]);
  expect(file.origins.map(({ origin, received, unverified }) => [origin, received, unverified])).toEqual([
    ['invitation', 0, 0],
    ['shop_link', 0, 0],
    ['shop_api', 5, 5],
    ['imported', 0, 0],
  ]);
  const later = await getComplianceFile(websiteId, { from: '2026-04-01', to: '2026-04-30' }, at);
  expect(later.removals.every((row) => row.withdrawn + row.erased + row.anonymised === 0)).toBe(true);

  const shops = await listShopRemovals(at);
  expect(shops.some(({ websiteId: id }) => id === quiet.websiteId)).toBe(false);
  expect(shops.find((shop) => shop.websiteId === websiteId)).toEqual({
    websiteId,
    websiteName: 'With removals',
    withdrawn: [0, 1, 0, 0, 1],
    passedOn: [2, 0, 0, 0, 0],
    lowShare: 0.75,
    ownLowShare: 0.6,
  });
  // After a year nothing of it is told any more.
  expect(
    (await listShopRemovals(new Date('2027-03-11T10:00:00Z'))).some((shop) => shop.websiteId === websiteId),
  ).toBe(false);
});
