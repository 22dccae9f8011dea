/** What the health page's forms send. */
import { z } from 'zod';

export const legacyAct = z.strictObject({ act: z.enum(['take', 'leave']) });

export const legacyFileMaxBytes = 1_000_000;
export const legacyImport = z.strictObject({ csv: z.string().max(legacyFileMaxBytes) });
