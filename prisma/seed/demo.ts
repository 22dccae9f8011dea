/** Demo data: one merchant with everything the screens can show. Made once; a second call changes nothing. */
import { placeOrder } from '@/lib/orders/orders';
import { now } from '@/lib/platform/clock';
import { db, transaction, type Tx } from '@/lib/platform/db/client';
import { createAccounts, demoMerchantId, demoWebsites } from './accounts';
import { playBritish } from './british';
import { playFrench } from './french';
import { playHistory } from './history';
import { openStage } from './stage';
import { products } from './texts';

const dayMs = 86_400_000;

/** Orders whose invitation goes out at the first start: their links are on the mail page, ready to be tried. */
async function placeOpenOrders(tx: Tx, at: Date): Promise<void> {
  const customers = [
    { language: 'fr', orderRef: 'ML-2001', firstName: 'Jeanne', lastName: 'Morel' },
    { language: 'fr', orderRef: 'ML-2002', firstName: 'Karim', lastName: 'Aziz' },
    { language: 'en', orderRef: 'MLUK-6001', firstName: 'Megan', lastName: 'Lloyd' },
  ] as const;
  for (const { language, orderRef, firstName, lastName } of customers) {
    await placeOrder(tx, {
      website: { id: demoWebsites[language].id, locale: language },
      order: {
        orderRef,
        orderDate: new Date(at.getTime() - 6 * dayMs),
        customer: { firstName, lastName, email: `${firstName.toLowerCase()}@demo.test` },
        products: products[language].slice(0, 2).map((product) => ({ ...product })),
      },
      at,
    });
  }
}

async function fill(tx: Tx, at: Date): Promise<void> {
  const people = await createAccounts(tx);
  for (const language of ['fr', 'en'] as const) {
    const stage = openStage(tx, { now: at, language, websiteId: demoWebsites[language].id, people });
    await playHistory(stage);
    await (language === 'fr' ? playFrench(stage) : playBritish(stage));
  }
  // What the story above owed people by mail was sent in its own time.
  const websiteIds = [demoWebsites.fr.id, demoWebsites.en.id];
  await tx.mail.updateMany({ where: { websiteId: { in: websiteIds } }, data: { state: 'sent', sentAt: at } });
  await placeOpenOrders(tx, at);
}

/** Merchants or people who were not sown: theirs is no database for a demonstration. */
async function holdsOthers(tx: Tx): Promise<boolean> {
  const merchant = await tx.merchant.findFirst({ where: { id: { not: demoMerchantId } } });
  return merchant !== null || (await tx.user.findFirst({ where: { isDemo: false } })) !== null;
}

/** @returns `present` when the demo merchant already exists; `foreign`, with nothing sown, when others' data is there. Safe to call from several processes at once. */
export async function seedDemo(): Promise<'seeded' | 'present' | 'foreign'> {
  if (await db.merchant.findUnique({ where: { id: demoMerchantId } })) return 'present';
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('demo-data', 0))`;
    if (await tx.merchant.findUnique({ where: { id: demoMerchantId } })) return 'present';
    if (await holdsOthers(tx)) return 'foreign';
    await fill(tx, now());
    return 'seeded';
  });
}
