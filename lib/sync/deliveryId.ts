import { randomUUID } from 'node:crypto';

/**
 * A UUID of version 7: ids made later sort later, so that deliveries planned in one statement keep their order and their index grows
 * at its end. Made from one of version 4, whose randomness Node keeps in store.
 */
export function newDeliveryId(atMs = Date.now()): string {
  const time = atMs.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
