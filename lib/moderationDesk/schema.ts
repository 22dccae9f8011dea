/** What the moderation team and merchants send about reports: shared by forms and routes. */
import { z } from 'zod';

export const statementMax = 2000;

const storable = (value: string) => !/[\0\p{Surrogate}]/u.test(value);

/** The statement of reasons is part of every decision: author and merchant read it. */
export const decisionSchema = z.strictObject({
  outcome: z.enum(['accepted', 'rejected']),
  statement: z
    .string()
    .max(statementMax)
    .refine(storable, { error: 'Not valid Unicode text.' })
    .transform((value) => value.trim())
    .pipe(z.string().min(1)),
});
export type CaseDecision = z.output<typeof decisionSchema>;

export const caseKinds = ['reports', 'appeals', 'alerts'] as const;
export type CaseKind = (typeof caseKinds)[number];
export const caseParams = z.strictObject({ kind: z.enum(caseKinds), id: z.uuid() });
