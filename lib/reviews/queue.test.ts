import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareInQueue,
  countFreed,
  findHolder,
  planDailyRun,
  publishesBy,
  type QueueItem,
} from '@/lib/reviews/queue';

const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const item = (id: string, number: number, status: QueueItem['status']): QueueItem => ({
  id,
  status,
  submittedAt: day(number),
  publishDueAt: day(number + 7),
});

const queues = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1, maxLength: 4 }),
    status: fc.constantFrom<QueueItem['status']>('pending', 'in_moderation'),
    submittedAt: fc.integer({ min: 1, max: 12 }).map(day),
    publishDueAt: fc.constant(day(30)),
  }),
  { selector: ({ id }) => id, maxLength: 12 },
);

describe('queue', () => {
  it('holds newer reviews behind the oldest one in moderation', () => {
    const queue = [
      item('a', 1, 'pending'),
      item('b', 2, 'in_moderation'),
      item('c', 3, 'pending'),
      item('d', 4, 'in_moderation'),
    ];
    expect(findHolder(queue, item('c', 3, 'pending'))?.id).toBe('b');
    expect(findHolder(queue, item('d', 4, 'in_moderation'))?.id).toBe('b');
    expect(findHolder(queue, item('a', 1, 'pending'))).toBeNull();
  });

  it('frees what lies up to the next review in moderation', () => {
    const [b, e] = [item('b', 2, 'in_moderation'), item('e', 5, 'in_moderation')];
    const queue = [
      item('a', 1, 'pending'),
      b,
      item('c', 3, 'pending'),
      item('d', 4, 'pending'),
      e,
      item('f', 6, 'pending'),
    ];
    expect(countFreed(queue, b)).toBe(2);
    expect(countFreed(queue, e)).toBe(0);
  });

  it('publishes a free review with the next run, a held one by its own clock', () => {
    const pending = item('a', 1, 'pending');
    expect(publishesBy(pending, false, day(2))).toEqual(day(2));
    expect(publishesBy(pending, true, day(2))).toEqual(day(8));
    expect(publishesBy(pending, false, day(9))).toEqual(day(8));
    expect(publishesBy({ ...item('b', 1, 'in_moderation'), publishDueAt: null }, false, day(2))).toBeNull();
  });

  it('never runs a review past an older one in moderation, and leaves none behind that nothing holds', () => {
    fc.assert(
      fc.property(queues, (queue) => {
        const run = planDailyRun(queue, day(8));
        for (const published of run) {
          expect(published.status).toBe('pending');
          expect(findHolder(queue, published)).toBeNull();
        }
        const left = queue.filter((other) => other.status === 'pending' && !run.includes(other));
        for (const other of left)
          expect(other.submittedAt > day(8) || findHolder(queue, other) !== null).toBe(true);
        expect(run).toEqual([...run].sort(compareInQueue));
      }),
    );
  });

  it('tells exactly how many one publication frees', () => {
    fc.assert(
      fc.property(queues, (queue) => {
        for (const holder of queue.filter(({ status }) => status === 'in_moderation')) {
          const after = queue.filter(({ id }) => id !== holder.id);
          const more = planDailyRun(after, day(12)).length - planDailyRun(queue, day(12)).length;
          expect(countFreed(queue, holder)).toBe(more);
        }
      }),
    );
  });
});
