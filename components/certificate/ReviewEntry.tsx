import { BadgeCheck } from 'lucide-react';
import { Stars } from '@/components/ui/Stars';
import type { CertificateWords } from '@/components/certificate/words';
import { tellOrigin, tellProof } from '@/lib/certificate/proofWords';
import type { ShownExchange, ShownReview } from '@/lib/certificate/reviewList';

type Props = {
  words: CertificateWords;
  shop: string;
  review: ShownReview;
  /** Address of the certificate; without it nothing can be reported from here. */
  path?: string;
};

/** One review with both its dates, as the law wants them, and the dialogue under it. */
export function ReviewEntry({ words, shop, review, path }: Props) {
  const { t, date, day, locale } = words;
  const name = review.authorName ?? t('list.anonymous');
  return (
    <li className="break-inside-avoid py-6 first:pt-0">
      <article aria-label={`${name}, ${t('list.rating', { rating: review.rating })}`}>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Stars
            value={review.rating}
            label={t('list.rating', { rating: review.rating })}
            figure={`${review.rating}/5`}
          />
          <h3 dir="auto" className="text-base">
            {name}
          </h3>
        </div>
        <p className="mt-1 text-sm text-ink-soft">
          <time dateTime={review.publishedAt.toISOString()}>
            {t('list.published', { date: date(review.publishedAt) })}
          </time>
          {review.experiencedAt ? (
            <>
              ,{' '}
              <time dateTime={day(review.experiencedAt)}>
                {t('list.experienced', { date: date(review.experiencedAt) })}
              </time>
            </>
          ) : null}
        </p>
        <ProofLine words={words} review={review} />
        {review.comment ? (
          <p dir="auto" lang={review.locale} className="mt-3 max-w-prose wrap-anywhere whitespace-pre-wrap">
            {review.comment}
          </p>
        ) : (
          <p className="mt-3 text-ink-soft italic">{t('list.noComment')}</p>
        )}
        {review.exchanges.map((exchange) => (
          <Reply key={exchange.id} words={words} shop={shop} exchange={exchange} />
        ))}
        {path ? (
          <a
            href={`${path}/report?${new URLSearchParams({ review: review.id, lang: locale })}`}
            rel="nofollow"
            aria-label={t('list.reportOf', { name })}
            className="mt-2 inline-flex min-h-9 items-center text-sm text-ink-soft underline underline-offset-3 hover:text-ink print:hidden"
          >
            {t('list.report')}
          </a>
        ) : null}
      </article>
    </li>
  );
}

/** What proves it, beside every review: never by colour alone. */
function ProofLine({ words: { t }, review }: { words: CertificateWords; review: ShownReview }) {
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-1.5 text-sm text-ink-soft">
      {review.isVerified ? (
        <span className="inline-flex items-center gap-1 font-medium text-seal-ink">
          <BadgeCheck aria-hidden className="size-4" />
          {tellProof(t, review)}
        </span>
      ) : (
        <span>{tellProof(t, review)}</span>
      )}
      <span aria-hidden>·</span>
      <span className="wrap-anywhere">{tellOrigin(t, review)}</span>
    </p>
  );
}

function Reply({
  words: { t, date },
  shop,
  exchange,
}: {
  words: CertificateWords;
  shop: string;
  exchange: ShownExchange;
}) {
  const who = exchange.origin === 'merchant' ? t('list.reply', { shop }) : t('list.answer');
  return (
    <div className="mt-4 max-w-prose rounded-r-lg border-l-3 border-seal bg-sunken px-4 py-3">
      <p className="text-sm">
        <span className="font-semibold">{who}</span>{' '}
        <time dateTime={exchange.createdAt.toISOString()} className="text-ink-soft">
          {t('list.replyDate', { date: date(exchange.createdAt) })}
        </time>
      </p>
      <p dir="auto" className="mt-1 wrap-anywhere whitespace-pre-wrap">
        {exchange.body}
      </p>
    </div>
  );
}
