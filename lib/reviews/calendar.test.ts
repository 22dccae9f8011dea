import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, lastRunAt, nextRunAt } from '@/lib/reviews/calendar';

const localTime = (at: Date, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium', hourCycle: 'h23' }).format(at);

const zones = [
  'Europe/Paris',
  'Europe/London',
  'America/New_York',
  'America/Santiago',
  'Australia/Sydney',
  'Pacific/Auckland',
  'America/Bogota',
];
const instants = fc.date({ min: new Date('2024-01-01'), max: new Date('2030-12-31'), noInvalidDate: true });

describe('daily run', () => {
  it('is at 09:00 of the wall clock in winter and in summer', () => {
    expect(nextRunAt(new Date('2026-01-10T07:59:59Z'), 'Europe/Paris')).toEqual(
      new Date('2026-01-10T08:00:00Z'),
    );
    expect(nextRunAt(new Date('2026-07-10T06:59:59Z'), 'Europe/Paris')).toEqual(
      new Date('2026-07-10T07:00:00Z'),
    );
  });

  it('follows the change of the clocks from one day to the next', () => {
    // Paris goes to summer time on 29 March 2026 at 01:00 UTC.
    expect(nextRunAt(new Date('2026-03-28T12:00:00Z'), 'Europe/Paris')).toEqual(
      new Date('2026-03-29T07:00:00Z'),
    );
    expect(nextRunAt(new Date('2026-10-24T12:00:00Z'), 'Europe/Paris')).toEqual(
      new Date('2026-10-25T08:00:00Z'),
    );
  });

  it('counts the run itself as past', () => {
    const run = new Date('2026-01-10T08:00:00Z');
    expect(lastRunAt(run, 'Europe/Paris')).toEqual(run);
    expect(nextRunAt(run, 'Europe/Paris')).toEqual(new Date('2026-01-11T08:00:00Z'));
  });

  it('always shows nine on that clock, encloses the moment, and the two runs are one day apart', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (at, zone) => {
        const [last, next] = [lastRunAt(at, zone), nextRunAt(at, zone)];
        expect(localTime(last, zone)).toBe('09:00:00');
        expect(localTime(next, zone)).toBe('09:00:00');
        expect(last <= at && at < next).toBe(true);
        const hours = (next.getTime() - last.getTime()) / 3_600_000;
        expect([23, 24, 25]).toContain(hours);
      }),
    );
  });
});

describe('months', () => {
  it('stop at the last day of a shorter month', () => {
    expect(addMonths(new Date('2026-11-30T10:00:00Z'), 3)).toEqual(new Date('2027-02-28T10:00:00Z'));
    expect(addMonths(new Date('2027-11-30T10:00:00Z'), 3)).toEqual(new Date('2028-02-29T10:00:00Z'));
    expect(addMonths(new Date('2026-01-31T10:00:00Z'), 1)).toEqual(new Date('2026-02-28T10:00:00Z'));
  });

  it('never turn the order of two dates around', () => {
    fc.assert(
      fc.property(instants, instants, fc.integer({ min: 0, max: 24 }), (a, b, months) => {
        if (a <= b)
          expect(addMonths(a, months).getTime()).toBeLessThanOrEqual(addMonths(b, months).getTime());
      }),
    );
  });
});
