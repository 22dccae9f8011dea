/** What may be asked of the filling up with history: the same for the page's form and its routes. */
import { z } from 'zod';
import { daySchema } from '@/lib/reviews/schema';

export const backfillStatuses = ['in_moderation', 'published', 'refused', 'pending'] as const;

/** Days as the website's calendar has them, both included. */
export const backfillChoiceSchema = z
  .strictObject({
    from: daySchema,
    to: daySchema,
    statuses: z.array(z.enum(backfillStatuses)).min(1).max(backfillStatuses.length),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], params: { code: 'before_start' } });
export type BackfillChoice = z.output<typeof backfillChoiceSchema>;

export const backfillActionSchema = z.strictObject({ action: z.enum(['pause', 'resume', 'stop']) });
export type BackfillAction = z.output<typeof backfillActionSchema>['action'];

export const shareSchema = z.strictObject({ otherToolsShare: z.number().int().min(0).max(90) });
