import { useFormatter } from 'next-intl';

/** Where and when a page is read: days and hours are those of the website, not of the reader's machine. */
export type Frame = { timeZone: string; now: Date };

/** Dates in the reader's language: `short` leaves out this year, `full` has the hour, `relative` counts from the page's now. */
export function useMoments({ timeZone, now }: Frame) {
  const format = useFormatter();
  const day = { day: 'numeric', month: 'short', year: 'numeric', timeZone } as const;
  const yearOf = (date: Date) => format.dateTime(date, { year: 'numeric', timeZone });
  return {
    short: (date: Date) =>
      format.dateTime(
        date,
        yearOf(date) === yearOf(now) ? { day: 'numeric', month: 'short', timeZone } : day,
      ),
    day: (date: Date) => format.dateTime(date, day),
    full: (date: Date) => format.dateTime(date, { ...day, hour: 'numeric', minute: '2-digit' }),
    relative: (date: Date) => format.relativeTime(date, now),
  };
}
