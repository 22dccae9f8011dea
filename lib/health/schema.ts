/** What the health page's forms send. */
import { z } from 'zod';

/** A ticket's address in the agents' screen, or its number. */
export const traceInput = z.strictObject({ ticket: z.string().trim().min(1).max(500) });

export const legacyAct = z.strictObject({ act: z.enum(['take', 'leave']) });

export const legacyFileMaxBytes = 1_000_000;
export const legacyImport = z.strictObject({ csv: z.string().max(legacyFileMaxBytes) });
