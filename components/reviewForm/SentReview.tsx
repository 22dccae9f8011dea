import type { ReactNode } from 'react';
import { Rosette } from '@/components/ui/Rosette';
import { Stars } from '@/components/ui/Stars';
import type { FormWords } from '@/components/reviewForm/words';
import type { ReviewLink, SentReview as Sent } from '@/lib/authorDesk/reviewLink';

type Props = { words: FormWords; link: Extract<ReviewLink, { kind: 'used' }>; isThanks: boolean };

/** After sending, and whenever the link is opened again: what we have and what becomes of it. */
export function SentReview({ words, link, isThanks }: Props) {
  const { t, date } = words;
  const shop = link.form.website.name;
  return (
    <>
      <div className="relative isolate overflow-clip rounded-xl border border-line bg-surface p-6 shadow-card sm:p-8">
        <Rosette
          petals={16}
          turns={8}
          className="absolute -top-20 -right-20 -z-10 size-52 text-seal/20 sm:size-64"
        />
        <h1 className="max-w-md text-2xl">{t(isThanks ? 'sent.title' : 'sent.usedTitle')}</h1>
        <p className="mt-2 max-w-prose text-ink-soft">
          {t(isThanks ? 'sent.thanks' : 'sent.intro', { shop, date: date(link.sentAt) })}
        </p>
      </div>
      <section aria-labelledby="sent-heading" className="mt-8">
        <h2 id="sent-heading" className="text-lg">
          {t('sent.yours')}
        </h2>
        <ul className="mt-3 divide-y divide-line rounded-xl border border-line bg-surface">
          {link.reviews.map((review) => (
            <SentLine key={review.id} words={words} shop={shop} review={review} />
          ))}
        </ul>
      </section>
      <NextSteps words={words} shop={shop} reviews={link.reviews} />
    </>
  );
}

function SentLine({ words: { t }, shop, review }: { words: FormWords; shop: string; review: Sent }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 px-5 py-4">
      <span dir="auto" className="min-w-0 font-medium wrap-anywhere">
        {review.productName ?? t('sent.aboutShop', { shop })}
      </span>
      <span className="flex items-center gap-3 text-sm text-ink-soft">
        <Stars value={review.rating} label={t('review.rating', { rating: review.rating })} size="sm" />
        {t(`sent.states.${review.status}`)}
      </span>
      <a href={review.path} className="w-full text-sm font-medium text-seal-ink underline underline-offset-3">
        {t('sent.open')}
      </a>
    </li>
  );
}

function NextSteps({
  words: { t, date },
  shop,
  reviews,
}: {
  words: FormWords;
  shop: string;
  reviews: Sent[];
}) {
  const latest = reviews
    .map(({ publishDueAt }) => publishDueAt)
    .reduce((a, b) => (a && b ? (a > b ? a : b) : (a ?? b)), null);
  const publication = latest ? t('sent.step2', { date: date(latest) }) : t('sent.step2Now');
  const isOver = reviews.every(({ status }) => status === 'refused' || status === 'withdrawn');
  if (isOver) return null;
  return (
    <section aria-labelledby="next-heading" className="mt-8">
      <h2 id="next-heading" className="text-lg">
        {t('sent.nextTitle')}
      </h2>
      <ol className="mt-3 flex flex-col gap-4">
        <Step figure={1} title={t('sent.step1Title')}>
          {t('sent.step1')}
        </Step>
        <Step figure={2} title={t('sent.step2Title')}>
          {publication}
        </Step>
        <Step figure={3} title={t('sent.step3Title')}>
          {t('sent.step3', { shop })}
        </Step>
      </ol>
    </section>
  );
}

function Step({ figure, title, children }: { figure: number; title: string; children: ReactNode }) {
  return (
    <li className="flex gap-4">
      <span
        aria-hidden
        className="grid size-8 shrink-0 place-items-center rounded-full bg-seal-soft font-semibold text-seal-ink"
      >
        {figure}
      </span>
      <div>
        <h3 className="leading-8">{title}</h3>
        <p className="text-ink-soft">{children}</p>
      </div>
    </li>
  );
}
