'use client';

import { say, useSurroundings } from '@/components/sidebar/context';
import { Stars } from '@/components/sidebar/parts';
import type { PastReview, ReviewPanel } from '@/lib/sidebar/view';

/** Opens a ticket in Zendesk, which shows it or does not: whoever may not see it learns nothing here. */
export function TicketLink({ ticketId }: { ticketId: string | null }) {
  const { zaf } = useSurroundings();
  if (!ticketId) return null;
  return (
    <button
      type="button"
      className="link"
      onClick={() => void zaf.invoke('routeTo', 'ticket', Number(ticketId)).catch(() => undefined)}
    >
      #{ticketId}
    </button>
  );
}

/** One line of a list of reviews: what it was, where it stands, its ticket. */
export function ReviewLine({ review, more }: { review: PastReview; more?: string }) {
  const { words } = useSurroundings();
  return (
    <li>
      <Stars rating={review.rating} label={review.ratingLabel} />
      <span>
        {review.title}
        {more && ` · ${more}`}
      </span>
      <span className="quiet">
        {review.date} · {review.statusLabel}
        {' · '}
        {review.ticketId ? <TicketLink ticketId={review.ticketId} /> : say(words, 'search.noTicket')}
      </span>
    </li>
  );
}

export function PastReviews({ author }: { author: ReviewPanel['author'] }) {
  const { words } = useSurroundings();
  if (author.reviews.length === 0) return <p className="quiet">{author.past}</p>;
  return (
    <details>
      <summary>
        {author.past} <span className="hidden">{say(words, 'panel.pastShow')}</span>
      </summary>
      <ul className="lines">
        {author.reviews.map((review) => (
          <ReviewLine key={review.id} review={review} />
        ))}
      </ul>
    </details>
  );
}
