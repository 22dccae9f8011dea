/**
 * `npm run figures`: compares the public figures that the writes keep with a count of the reviews, and names each day that
 * differs. With `--rebuild` they are counted anew first. Exit 1 when something differs.
 */
import { closeDatabase } from '@/lib/platform/db/client';
import { findDrift, rebuildShown } from '@/lib/certificate/shown';

if (process.argv.includes('--rebuild')) console.log(`${await rebuildShown()} days counted anew`);
const drift = await findDrift();
for (const { websiteId, type, productRef, day } of drift)
  console.log(
    `${websiteId} ${type}${productRef ? ` ${productRef}` : ''} ${day}: the kept figure is not the count`,
  );
console.log(
  drift.length === 0 ? 'The figures are right' : `${drift.length} days differ: npm run figures -- --rebuild`,
);
await closeDatabase();
process.exitCode = drift.length === 0 ? 0 : 1;
