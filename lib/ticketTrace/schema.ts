/** What is asked of the trace of a ticket, and the links of the chain it walks. */
import { z } from 'zod';

/** The chain from a ticket to its review, link by link. */
export const traceStepNames = ['address', 'ticket', 'field', 'order', 'review', 'website'] as const;
export type TraceStepName = (typeof traceStepNames)[number];

/**
 * How a ticket stands to its review. Public answers come home from the first three: from the review's own ticket, from one it had
 * `earlier`, and from a `follow_up` that somebody opened by answering a closed one. From any `other` they do not.
 */
export const standings = ['own', 'earlier', 'follow_up', 'other'] as const;
export type Standing = (typeof standings)[number];

/** A ticket's address in the agents' screen, or its number. */
export const traceInput = z.strictObject({ ticket: z.string().trim().min(1).max(500) });
