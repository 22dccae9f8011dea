import { z } from 'zod';
import { activityStates, directions } from '@/lib/activity/search';

/** Which entries to try again now: those named, or all that match the list's filters. */
export const retrySchema = z.union([
  z.strictObject({
    keys: z
      .array(z.string().regex(/^(?:d:[0-9a-f-]{36}|w:\d{1,18})$/))
      .min(1)
      .max(200),
  }),
  z.strictObject({
    all: z.literal(true),
    direction: z.enum(directions).nullable(),
    state: z.enum(activityStates).nullable(),
    q: z.string().max(100),
  }),
]);

export type RetryRequest = z.infer<typeof retrySchema>;
