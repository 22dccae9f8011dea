/** What a website decides about its erased authors, and what receipts say: shared by forms, routes and the API's description. */
import { z } from 'zod';

export const ticketErasures = ['redact', 'delete'] as const;
export const privacySettingsSchema = z.strictObject({ ticketErasure: z.enum(ticketErasures) });
export type PrivacySettings = z.output<typeof privacySettingsSchema>;

/** What keeps a ticket from being erased, where only the merchant can help. */
export const erasureReasons = [
  'rights_lacking',
  'words_left',
  'files_left',
  'connection_ended',
  'refused',
] as const;
export type ErasureReason = (typeof erasureReasons)[number];
