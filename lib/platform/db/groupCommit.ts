/**
 * Group commit: everything that arrives while the last commit runs goes into the next one, so a burst costs few transactions
 * and few wake-ups, and a single request still commits at once. A caller's promise settles only after its rows are durable.
 */
import { setImmediate } from 'node:timers/promises';

type Waiting<T, R> = { item: T; resolve(result: R): void; reject(error: unknown): void };

/**
 * @param commit stores all items in one transaction and returns one result each, in order.
 * @param maxItems the most that one commit takes.
 */
export function groupCommit<T, R>(
  commit: (items: T[]) => Promise<R[]>,
  maxItems = 500,
): (item: T) => Promise<R> {
  let waiting: Waiting<T, R>[] = [];
  let isCommitting = false;

  async function settle(group: Waiting<T, R>[]): Promise<void> {
    try {
      const results = await commit(group.map((entry) => entry.item));
      group.forEach((entry, index) => entry.resolve(results[index] as R));
    } catch (error) {
      // One bad row must not fail its neighbours: a failed group is stored one by one.
      if (group.length > 1) await Promise.all(group.map((entry) => settle([entry])));
      else group[0]?.reject(error);
    }
  }

  async function drain(): Promise<void> {
    isCommitting = true;
    while (waiting.length > 0) {
      const group = waiting.slice(0, maxItems);
      waiting = waiting.slice(maxItems);
      await settle(group);
      // Answers are written and what has come in is read before the next group: larger groups cost the database less than its wait does.
      await setImmediate();
    }
    isCommitting = false;
  }

  return (item) =>
    new Promise<R>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isCommitting) void drain();
    });
}
