/** What is asked of the trace of a ticket, and the links of the chain it walks. */
import { z } from 'zod';

/** The chain from a ticket to its review, link by link. */
export const traceStepNames = ['address', 'ticket', 'field', 'order', 'review', 'website'] as const;
export type TraceStepName = (typeof traceStepNames)[number];

/** A ticket's address in the agents' screen, or its number. */
export const traceInput = z.strictObject({ ticket: z.string().trim().min(1).max(500) });
