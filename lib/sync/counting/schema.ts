import { z } from 'zod';

/** Differences that one press mends or tries again. */
export const repairable = ['waiting', 'needs_merchant', 'deleted', 'tag_removed'] as const;

export const repairRequest = z.strictObject({ reason: z.enum(repairable) });
export type Repairable = (typeof repairable)[number];
