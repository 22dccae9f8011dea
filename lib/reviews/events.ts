/** What can happen to a review. A review's status is the fold of its events; each is a row of `review_event`. */
import { z } from 'zod';
import { reportReasonSchema } from '@/lib/moderation/reasons';

export const reviewTypes = ['brand', 'product'] as const;
export type ReviewType = (typeof reviewTypes)[number];
export const reviewStatuses = ['pending', 'in_moderation', 'published', 'refused', 'withdrawn'] as const;
export type ReviewStatus = (typeof reviewStatuses)[number];
export const causeKinds = [
  'rating',
  'watched_word',
  'insult',
  'personal_data',
  'repeated_characters',
  'author_answer',
  'report',
] as const;
export type CauseKind = (typeof causeKinds)[number];
export const replySources = ['portal', 'api', 'zendesk', 'sidebar', 'mail'] as const;
export type ReplySource = (typeof replySources)[number];
/** What became of a reply's words where it was written. */
const replyChanges = ['redacted', 'edited', 'made_internal', 'removed'] as const;
export type ReplyChange = (typeof replyChanges)[number];

/** Texts stay in their own tables: events are append-only, and a person's words must be erasable. */
const causeSchema = z.object({ kind: z.enum(causeKinds), category: z.string().optional() });
const uuid = z.uuid();
const text = { status: z.enum(reviewStatuses), causes: z.array(causeSchema), rating: z.int().min(1).max(5) };

const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('submitted'), ...text, submittedAt: z.iso.datetime() }),
  z.object({ type: z.literal('modified'), ...text, textVersion: z.int().min(2) }),
  z.object({
    type: z.literal('published'),
    by: z.enum(['merchant', 'clock', 'daily_run', 'decision', 'appeal']),
  }),
  z.object({ type: z.literal('replied'), exchangeId: uuid, source: z.enum(replySources) }),
  z.object({ type: z.literal('reply_changed'), exchangeId: uuid, how: z.enum(replyChanges) }),
  z.object({ type: z.literal('answered'), exchangeId: uuid }),
  z.object({ type: z.literal('reported'), reportId: uuid, reason: reportReasonSchema }),
  z.object({ type: z.literal('report_accepted'), reportId: uuid }),
  z.object({ type: z.literal('report_rejected'), reportId: uuid }),
  z.object({ type: z.literal('update_asked'), reportId: uuid }),
  z.object({ type: z.literal('update_declined'), reportId: uuid, by: z.enum(['author', 'time']) }),
  z.object({ type: z.literal('refused'), reason: reportReasonSchema, by: z.enum(['decision', 'author']) }),
  z.object({ type: z.literal('appealed'), appealId: uuid }),
  z.object({ type: z.literal('appeal_accepted'), appealId: uuid }),
  z.object({ type: z.literal('appeal_rejected'), appealId: uuid }),
  z.object({ type: z.literal('withdrawn') }),
  z.object({ type: z.literal('exchanges_hidden') }),
  z.object({ type: z.literal('exchanges_shown') }),
]);

export type ReviewEventData = z.infer<typeof eventSchema>;
export type RecordedEvent = ReviewEventData & { at: Date };

/** Reads a stored row back; throws on a row no version of this product wrote. */
export function parseEvent(row: { type: string; data: unknown; at: Date }): RecordedEvent {
  return { ...eventSchema.parse({ ...(row.data as object), type: row.type }), at: row.at };
}
