/** Calendar arithmetic of the rules, without a library: Intl knows every time zone and its summer time. */

/** The same day and time `months` later in UTC; the last day of a shorter month (30 November + 3 = 28 or 29 February). */
export function addMonths(date: Date, months: number): Date {
  const moved = new Date(date);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(date.getUTCDate(), lastDay));
  return moved;
}

/** The day it is there, as YYYY-MM-DD. */
export const dayIn = (at: Date, timeZone: string): string =>
  new Date(wallClockMs(at, timeZone)).toISOString().slice(0, 10);

/** The first moment of that day there. @param day YYYY-MM-DD */
export function startOfDay(day: string, timeZone: string): Date {
  const midnightMs = Date.parse(`${day}T00:00:00Z`);
  const midnight = instantOf(midnightMs, timeZone);
  // Where the clocks go forward at midnight, the day begins at one.
  return dayIn(midnight, timeZone) === day ? midnight : instantOf(midnightMs + 3_600_000, timeZone);
}

/** ISO 8601 with the offset of that place, so that whoever cuts off the day gets the day it is there. */
export function toLocalIso(at: Date, timeZone: string): string {
  const offsetMs = wallClockMs(at, timeZone) - Math.floor(at.getTime() / 1000) * 1000;
  const wall = new Date(at.getTime() + offsetMs).toISOString().slice(0, -1);
  const minutes = Math.abs(Math.round(offsetMs / 60_000));
  const figures = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${wall}${offsetMs < 0 ? '-' : '+'}${figures.join(':')}`;
}

/** Dates of orders, reviews and periods lie in these years; anything else is a slip of the pen or of a program. */
export const statableYears = { from: 1900, to: 2100 } as const;
export const isStatableYear = (year: number) => year >= statableYears.from && year <= statableYears.to;

/** Pending reviews are published at this local hour. */
export const dailyRunHour = 9;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    const digits = '2-digit' as const;
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: digits,
      day: digits,
      hour: digits,
      minute: digits,
      second: digits,
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** What the wall clock there shows, as the milliseconds UTC would have for the same figures. */
function wallClockMs(at: Date, timeZone: string): number {
  const parts = Object.fromEntries(
    formatFor(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  return Date.UTC(parts.year ?? 0, (parts.month ?? 1) - 1, parts.day, parts.hour, parts.minute, parts.second);
}

/** The instant at which the wall clock there shows these figures. */
export function instantOf(wallMs: number, timeZone: string): Date {
  let instant = wallMs;
  // Twice: the first guess may lie on the other side of a change of the clocks.
  for (let round = 0; round < 2; round++)
    instant = wallMs - (wallClockMs(new Date(instant), timeZone) - instant);
  return new Date(instant);
}

function runOnDay(at: Date, timeZone: string, daysLater: number): Date {
  const wall = new Date(wallClockMs(at, timeZone));
  const run = Date.UTC(
    wall.getUTCFullYear(),
    wall.getUTCMonth(),
    wall.getUTCDate() + daysLater,
    dailyRunHour,
  );
  return instantOf(run, timeZone);
}

/** The newest 09:00 of that time zone that is not after `at`. */
export function lastRunAt(at: Date, timeZone: string): Date {
  const today = runOnDay(at, timeZone, 0);
  return today <= at ? today : runOnDay(at, timeZone, -1);
}

/** The first 09:00 of that time zone after `at`. */
export function nextRunAt(at: Date, timeZone: string): Date {
  const today = runOnDay(at, timeZone, 0);
  return today > at ? today : runOnDay(at, timeZone, 1);
}
