/** What state a review is in, when it changes by itself, and what each action would do: in words. */
import type { Translate } from '@/lib/platform/i18n/translator';
import type { Moments } from '@/lib/sidebar/moments';
import type { PanelFacts } from '@/lib/sidebar/panelFacts';
import type { ReviewPanel, ShownStatus } from '@/lib/sidebar/view';

const clockDays = 7;
const dayMs = 86_400_000;

type Words = { reviews: Translate; sidebar: Translate; moment: Moments };

export function toShown(review: {
  status: Exclude<ShownStatus, 'reported'>;
  reportedAt: Date | null;
}): ShownStatus {
  return review.status === 'in_moderation' && review.reportedAt ? 'reported' : review.status;
}

export function toStatusView(
  { review, place }: PanelFacts,
  { reviews, moment }: Words,
): ReviewPanel['status'] {
  const key = toShown(review);
  const label = reviews(`status.${key}`);
  const open = review.reports.find(({ state }) => state === 'open' || state === 'author_asked');
  const say = (text: string, date: Date | null) => ({
    key,
    label,
    text: reviews(`next.${text}`, { date: date ? moment.full(date) : '' }),
  });
  if (open?.state === 'author_asked' && review.status === 'published') return say('authorAsked', null);
  if (key === 'reported') return say('reported', open?.dueAt ?? null);
  if (key === 'pending' || key === 'in_moderation')
    return say(`${key}${place.heldBy ? 'Held' : 'Free'}`, place.publishesAt);
  return say(
    key,
    { published: review.publishedAt, refused: review.refusedAt, withdrawn: review.withdrawnAt }[key],
  );
}

/** The seven-day clock; stopped while a report is open, gone once the review has left. */
export function toClockView({ review }: PanelFacts, { reviews }: Words, at: Date): ReviewPanel['clock'] {
  const isQueued = review.status === 'pending' || review.status === 'in_moderation';
  if (!isQueued || !review.publishDueAt) return null;
  const left = Math.min(clockDays, Math.max(0, (review.publishDueAt.getTime() - at.getTime()) / dayMs));
  return {
    spent: 1 - left / clockDays,
    text: reviews('next.clockLeft', { days: Math.floor(left), total: clockDays }),
  };
}

export function toQueueView(
  { review, place, holderTicketId }: PanelFacts,
  { sidebar, moment }: Words,
): ReviewPanel['queue'] {
  if (review.status !== 'pending' && review.status !== 'in_moderation') return null;
  if (place.heldBy) {
    const date = moment.day(place.heldBy.submittedAt);
    const text = sidebar(place.heldBy.isReported ? 'queue.heldReported' : 'queue.held', { date });
    return { text, ticketId: holderTicketId?.toString() ?? null };
  }
  const isHead = review.status === 'in_moderation';
  const text = isHead
    ? sidebar('queue.head', { count: place.frees })
    : sidebar('queue.free', { ahead: place.ahead });
  return { text, ticketId: null };
}

export function toPublishing({ review, place }: PanelFacts, { sidebar }: Words): ReviewPanel['publishing'] {
  // What holds it back is said with its place in the queue.
  if (toShown(review) !== 'in_moderation' || place.heldBy) return null;
  return { effect: sidebar('publish.frees', { count: place.frees }) };
}

export function toReportingWindow({ desk }: PanelFacts, { sidebar, moment }: Words): string {
  if (!desk) return '';
  const date = moment.day(desk.windowEndsAt);
  return sidebar(desk.isWindowOpen ? 'panel.window' : 'panel.windowOver', { date });
}
