/** The traffic: a shop that submits reviews and agents who answer them, both as stubborn as real ones. */
import { setTimeout as sleep } from 'node:timers/promises';
import { control } from '../zendesk/control';

export const account = 'boutique-fr';

export type Shop = { webUrl: string; websiteId: string; secretKey: string };

/** Submits one review until it is taken; the same order again answers with the first, so trying again is safe. */
export async function submit(shop: Shop, orderRef: string): Promise<void> {
  const authorization = `Basic ${Buffer.from(`${shop.websiteId}:${shop.secretKey}`).toString('base64')}`;
  const body = JSON.stringify({
    type: 'brand',
    orderRef,
    rating: 1,
    comment: `Commande ${orderRef} : le colis n’est pas arrivé.`,
    author: { firstName: 'Alix', lastName: 'Vasseur', email: `${orderRef.toLowerCase()}@author.test` },
  });
  for (;;) {
    const response = await fetch(`${shop.webUrl}/api/v1/reviews`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(5_000),
    }).catch(() => null);
    if (response?.status === 200 || response?.status === 201) return;
    if (response && response.status < 500 && response.status !== 429)
      throw new Error(`${orderRef}: ${response.status} ${await response.text()}`);
    await sleep(100);
  }
}

/** Ticket ids by order: the account is listed only for a ticket not seen yet, because listing it all is the slow part. */
const ticketIds = new Map<string, number>();

async function findTicket(practiceUrl: string, orderRef: string): Promise<number | undefined> {
  if (!ticketIds.has(orderRef)) {
    for (const ticket of await control(practiceUrl).tickets(account)) {
      const order = ticket.subject?.split(' ').at(-1);
      if (order) ticketIds.set(order, ticket.id);
    }
  }
  return ticketIds.get(orderRef);
}

/** Answers the ticket of an order publicly, and leaves an internal note that must never come out. */
export async function answer(practiceUrl: string, orderRef: string): Promise<void> {
  const zendesk = control(practiceUrl);
  for (;;) {
    const ticketId = await findTicket(practiceUrl, orderRef);
    if (ticketId !== undefined) {
      await zendesk.act(account, ticketId, { comment: { body: `INTERNE ${orderRef}`, public: false } });
      await zendesk.act(account, ticketId, { comment: { body: `Réponse à ${orderRef}`, public: true } });
      return;
    }
    await sleep(500);
  }
}

/** Runs `work` for each item, a few at a time, spread over the time given so that the whole storm has something to hit. */
export async function inParallel<T>(
  items: readonly T[],
  { width, spreadMs }: { width: number; spreadMs: number },
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const startedAt = Date.now();
  const lane = async () => {
    while (next < items.length) {
      const index = next++;
      await sleep(Math.max(0, startedAt + (index / items.length) * spreadMs - Date.now()));
      await work(items[index] as T);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
}
