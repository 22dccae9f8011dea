/** What the review desk page sends. Shared by the page and its routes. */
import { z } from 'zod';

/** Names of edited objects as the person saw them (`view.17@0123456789ab`): only these may be written over or taken away. */
export const deskInput = z.strictObject({
  accepted: z.array(z.string().regex(/^(?:view|macro|sla)\.\d{1,16}@[0-9a-f]{12}$/)).max(200),
});
export type DeskInput = z.output<typeof deskInput>;

/** A view per state of a review. */
export const deskViews = ['to_handle', 'reported', 'pending', 'published', 'refused'] as const;
export type DeskView = (typeof deskViews)[number];
/** Two replies, and what there is to do before a report. */
export const deskMacros = ['reply', 'reply_before_report', 'report_steps'] as const;
