/** The period of a compliance file: calendar days of the website, both inclusive. Pure. */
import { z } from 'zod';

const dayMs = 86_400_000;
/** Five years, as long as reviews are kept. */
export const periodMaxDays = 1830;

export type Period = { from: string; to: string };

export const periodSchema = z
  .strictObject({ from: z.iso.date(), to: z.iso.date() })
  .refine(({ from, to }) => from <= to, {
    path: ['to'],
    error: 'The last day comes before the first.',
    params: { code: 'period_reversed' },
  })
  .refine(({ from, to }) => (Date.parse(to) - Date.parse(from)) / dayMs < periodMaxDays, {
    path: ['from'],
    error: 'At most five years at once.',
    params: { code: 'period_too_long' },
  });

/** The day it is there, as YYYY-MM-DD. */
export function dayIn(at: Date, timeZone: string): string {
  // The Swedish way to write a date is the one of ISO 8601.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
}

/** The last twelve months up to today, unless asked otherwise. */
export function defaultPeriod(at: Date, timeZone: string): Period {
  const to = dayIn(at, timeZone);
  return { from: dayIn(new Date(at.getTime() - 365 * dayMs), timeZone), to };
}
