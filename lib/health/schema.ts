/** What the health page's forms send. */
import { z } from 'zod';

/** The chain from a ticket to its review, link by link. */
export const traceStepNames = ['address', 'ticket', 'field', 'order', 'review', 'website'] as const;
export type TraceStepName = (typeof traceStepNames)[number];

/** A ticket's address in the agents' screen, or its number. */
export const traceInput = z.strictObject({ ticket: z.string().trim().min(1).max(500) });

export const legacyAct = z.strictObject({ act: z.enum(['take', 'leave']) });

export const legacyFileMaxBytes = 1_000_000;
export const legacyImport = z.strictObject({ csv: z.string().max(legacyFileMaxBytes) });
