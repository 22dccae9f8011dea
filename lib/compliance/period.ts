/** The period of a compliance file: calendar days of the website, both inclusive. Pure. */
import { z } from 'zod';
import { dayIn } from '@/lib/reviews/calendar';
import { daySchema } from '@/lib/reviews/schema';

const dayMs = 86_400_000;
/** Five years, as long as reviews are kept. */
export const periodMaxDays = 1830;

export type Period = { from: string; to: string };

export const periodSchema = z
  .strictObject({ from: daySchema, to: daySchema })
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

/** The last twelve months up to today, unless asked otherwise. */
export function defaultPeriod(at: Date, timeZone: string): Period {
  const to = dayIn(at, timeZone);
  return { from: dayIn(new Date(at.getTime() - 365 * dayMs), timeZone), to };
}
