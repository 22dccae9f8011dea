/** Answers the order call of published shop modules with the numbers they know. */
import { placeOrder } from '@/lib/orders/orders';
import { orderQuery, toOrder } from '@/lib/orders/shopCall';
import { isSigned, readMessage } from '@/lib/orders/shopMessage';
import { isLetIn } from '@/lib/platform/auth/demoSignIns';
import { openSecret } from '@/lib/platform/crypto/secrets';
import { db, transaction } from '@/lib/platform/db/client';

/** 1 taken · 2 no data, or a call we do not know · 3 the website has no key · 4 no such website · 5 not signed with its key. */
export type ShopCallAnswer = { return: 1 | 2 | 3 | 4 | 5; debug: string };

/** `leftOut` names fields that could not be used or were shortened. */
export type JudgedCall = { answer: ShopCallAnswer; leftOut: string[] };

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

type Website = { id: string; locale: string; timeZone: string };

const judged = (code: ShopCallAnswer['return'], debug: string, leftOut: string[] = []): JudgedCall => ({
  answer: {
    return: code,
    debug: leftOut.length > 0 ? `${debug} Left out or shortened: ${leftOut.join(', ')}.` : debug,
  },
  leftOut,
});

/**
 * Judges the call and, when it holds, plans the order's invitation. The same order again is taken as the first.
 * @param onWebsite runs once the website is known, before its key is opened: the place for its rate limit.
 */
export async function takeShopCall(
  call: { idWebsite: string; message: unknown },
  { at, onWebsite }: { at: Date; onWebsite: (websiteId: string) => Promise<void> },
): Promise<JudgedCall> {
  const message = readMessage(call.message);
  if (!message || message.query === '') return judged(2, 'No data: message must be JSON with a query.');
  const website = await findWebsite(call.idWebsite);
  if (!website) return judged(4, 'There is no website with this idWebsite.');
  await onWebsite(website.id);
  const secretKey = await openSecret(db, {
    ownerTable: 'website',
    ownerId: website.id,
    name: 'secret_key',
  });
  if (!secretKey) return judged(3, 'This website has no secret key; make one in the portal.');
  if (message.query !== orderQuery) return judged(2, `Unknown query; known: ${orderQuery}.`);
  if (!isSigned(message, secretKey)) return judged(5, 'The signature does not fit message and key.');
  const read = toOrder(message, { timeZone: website.timeZone, at });
  if ('missing' in read) return judged(2, `Cannot be used: ${read.missing.join(', ')}.`, read.leftOut);
  const { order } = read;
  const { isNew } = await transaction((tx) => placeOrder(tx, { website, order, at }));
  return judged(1, isNew ? 'Order taken.' : 'This order was taken before.', read.leftOut);
}

async function findWebsite(idWebsite: string): Promise<Website | null> {
  if (!uuid.test(idWebsite)) return null;
  const select = { id: true, locale: true, timeZone: true, isDemo: true };
  const row = await db.website.findUnique({ where: { id: idWebsite.toLowerCase() }, select });
  return row && isLetIn(row) ? row : null;
}
