import { Stars } from '@/components/ui/Stars';
import { Thread } from '@/components/ui/Thread';
import type { FormWords } from '@/components/reviewForm/words';
import { reasonLabel } from '@/lib/moderation/reasonLabels';
import type { AuthorReview as Review } from '@/lib/authorDesk/reviewLink';

type Props = { words: FormWords; review: Review };

/** An author's own review, reached from a mail: the text, where it stands, and the dialogue with the shop. */
export function AuthorReview({ words, review }: Props) {
  const { t, date } = words;
  const shop = review.website.name;
  return (
    <>
      <h1 className="text-2xl">{t('review.title', { shop })}</h1>
      <article className="mt-5 rounded-xl border border-line bg-surface p-5 shadow-card sm:p-7">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <Stars
            value={review.rating}
            label={t('review.rating', { rating: review.rating })}
            figure={`${review.rating}/5`}
          />
          <p className="text-sm text-ink-soft">{t('review.written', { date: date(review.submittedAt) })}</p>
        </div>
        {review.productName ? (
          <p dir="auto" className="mt-3 font-medium">
            {t('review.product', { product: review.productName })}
          </p>
        ) : null}
        {review.comment ? (
          <p dir="auto" className="mt-3 text-lg wrap-anywhere whitespace-pre-wrap">
            {review.comment}
          </p>
        ) : (
          <p className="mt-3 text-ink-soft italic">{t('review.noComment')}</p>
        )}
        <p className="mt-5 border-t border-line pt-4 text-ink-soft">
          <strong className="font-semibold text-ink">{t(`sent.states.${review.status}`)}.</strong>{' '}
          {standing(words, review)}
        </p>
      </article>
      <section aria-labelledby="thread-heading" className="mt-8">
        <h2 id="thread-heading" className="mb-4 text-lg">
          {t('review.thread')}
        </h2>
        {review.exchanges.length > 0 ? (
          <Thread
            label={t('review.thread')}
            messages={review.exchanges.map((exchange) => toMessage(words, shop, exchange))}
          />
        ) : (
          <p className="text-ink-soft">{t('review.noReply', { shop })}</p>
        )}
      </section>
    </>
  );
}

/** Where the review stands and when that changes by itself. */
function standing({ t, date, locale }: FormWords, review: Review): string {
  const { status, refusal, publishedAt, publishDueAt } = review;
  if (review.isReported) return t('review.reported', { shop: review.website.name });
  if (status === 'withdrawn') return t('review.withdrawn');
  if (refusal) {
    const reason = reasonLabel(refusal.reason, locale);
    return t('review.refused', { date: date(refusal.at), reason });
  }
  if (status === 'published' && publishedAt) return t('review.published', { date: date(publishedAt) });
  return publishDueAt ? t('review.due', { date: date(publishDueAt) }) : '';
}

const sides = { author: 'end', merchant: 'start', moderator: 'middle' } as const;

/** The shop speaks as the shop: which of its people wrote is its own affair. */
function toMessage({ t, date }: FormWords, shop: string, exchange: Review['exchanges'][number]) {
  const { id, origin, body, createdAt } = exchange;
  const author = origin === 'merchant' ? shop : t(origin === 'author' ? 'review.you' : 'review.moderator');
  return { id, body, author, side: sides[origin], time: date(createdAt) };
}
