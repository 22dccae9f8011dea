import { randomUUID } from 'node:crypto';

/**
 * UUIDs of version 7: ids made later sort later, so that deliveries planned in one statement keep their order and their index grows
 * at its end. Made from those of version 4, whose randomness Node keeps in store.
 * @returns what makes one after the other, all of the same moment.
 */
export function deliveryIdsAt(atMs: number): () => string {
  const time = atMs.toString(16).padStart(12, '0');
  const start = `${time.slice(0, 8)}-${time.slice(8)}-7`;
  return () => start + randomUUID().slice(15);
}

export const newDeliveryId = (): string => deliveryIdsAt(Date.now())();
