/** What a website decides about its erased authors: shared by the form and the route. */
import { z } from 'zod';

export const ticketErasures = ['redact', 'delete'] as const;
export const privacySettingsSchema = z.strictObject({ ticketErasure: z.enum(ticketErasures) });
export type PrivacySettings = z.output<typeof privacySettingsSchema>;
