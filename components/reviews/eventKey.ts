/** Which sentence tells an event: the key below `reviews.timeline`. Pure, so that every event type is proved to have one. */

export type ToldEvent = { type: string; data: unknown };

const byPublisher: Record<string, string> = {
  merchant: 'publishedMerchant',
  clock: 'publishedClock',
  daily_run: 'publishedRun',
  decision: 'publishedDecision',
  appeal: 'publishedAppeal',
};
const bySource: Record<string, string> = {
  zendesk: 'repliedZendesk',
  api: 'repliedApi',
  sidebar: 'repliedSidebar',
};
const byReplyChange: Record<string, string> = {
  redacted: 'replyRedacted',
  edited: 'replyEdited',
  made_internal: 'replyInternal',
  removed: 'replyRemoved',
};
const plain = new Set([
  'answered',
  'reported',
  'report_accepted',
  'report_rejected',
  'update_asked',
  'update_declined',
  'refused',
  'appealed',
  'appeal_accepted',
  'appeal_rejected',
  'withdrawn',
  'exchanges_hidden',
  'exchanges_shown',
]);

/** An event of a later version still has its line: `changed` says that something happened. */
export function toEventKey({ type, data }: ToldEvent): string {
  const { by, source, status, how } = (data ?? {}) as Record<string, string | undefined>;
  if (type === 'published') return byPublisher[by ?? ''] ?? 'published';
  if (type === 'replied') return bySource[source ?? ''] ?? 'replied';
  if (type === 'reply_changed') return byReplyChange[how ?? ''] ?? 'changed';
  if (type === 'submitted' || type === 'modified')
    return status === 'in_moderation' ? `${type}Moderation` : type;
  return plain.has(type) ? type : 'changed';
}
