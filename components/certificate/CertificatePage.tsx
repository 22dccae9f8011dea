import { certificateWords, type CertificateWords } from '@/components/certificate/words';
import { ReviewEntry } from '@/components/certificate/ReviewEntry';
import { Rules } from '@/components/certificate/Rules';
import { ScorePanel } from '@/components/certificate/ScorePanel';
import { PublicFrame } from '@/components/public/PublicFrame';
import { Rosette } from '@/components/ui/Rosette';
import { translator } from '@/lib/platform/i18n/translator';
import type { Locale } from '@/lib/platform/i18n/locales';
import type { CertificateList, CertificateWebsite } from '@/lib/public/certificate';
import type { Score } from '@/lib/public/score';

type Props = {
  locale: Locale;
  website: CertificateWebsite;
  score: Score;
  list: CertificateList;
  /** False on the pages after the first. */
  isFirstPage: boolean;
};

/** A website's public page: its figures, its reviews, and the rules they follow. */
export function CertificatePage({ locale, website, score, list, isFirstPage }: Props) {
  const words = certificateWords(locale, website.timeZone);
  const { t } = words;
  const path = `/certificate/${website.id}`;
  const form = translator(locale, 'form') as CertificateWords['t'];
  return (
    <PublicFrame
      brand={form('page.brand')}
      skip={form('page.skip')}
      languagesLabel={t('page.languages')}
      locale={locale}
      path={path}
      footer={form('page.footer')}
    >
      <main id="content" className="mx-auto max-w-5xl px-4 pt-8 sm:px-6 sm:pt-12">
        <Head words={words} website={website} score={score} />
        <div className="mt-10 grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <Reviews words={words} website={website} list={list} path={path} isFirstPage={isFirstPage} />
          <Rules words={words} />
        </div>
      </main>
    </PublicFrame>
  );
}

function Head({
  words,
  website,
  score,
}: {
  words: CertificateWords;
  website: CertificateWebsite;
  score: Score;
}) {
  const { t } = words;
  return (
    <div className="relative isolate overflow-clip rounded-xl border border-line bg-surface p-6 shadow-card sm:p-9 print:border-0 print:p-0 print:shadow-none">
      <Rosette
        petals={16}
        turns={9}
        className="absolute -top-24 -right-24 -z-10 size-56 text-seal/20 sm:-top-28 sm:size-80"
      />
      <p className="text-sm font-semibold text-seal-ink">{t('page.eyebrow')}</p>
      <h1 className="mt-1 max-w-xl text-2xl wrap-anywhere sm:text-3xl">
        {t('page.heading', { shop: website.name })}
      </h1>
      <p className="mt-2 mb-8 text-ink-soft">{t('page.visit', { host: hostOf(website.url) })}</p>
      <ScorePanel words={words} score={score} />
    </div>
  );
}

/** Shown as text, not as a link: an address that a shop typed is not ours to vouch for. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

type ReviewsProps = {
  words: CertificateWords;
  website: CertificateWebsite;
  list: CertificateList;
  path: string;
  isFirstPage: boolean;
};

function Reviews({ words, website, list, path, isFirstPage }: ReviewsProps) {
  const { t, locale } = words;
  const button =
    'inline-flex min-h-11 items-center rounded-md border border-line-strong/60 bg-surface px-4 font-medium shadow-card hover:bg-sunken';
  return (
    <section aria-labelledby="reviews-heading" className="min-w-0">
      <h2 id="reviews-heading" className="text-xl">
        {t('list.heading')}
      </h2>
      <p className="mt-1 text-sm text-ink-soft">{t('list.order')}</p>
      {list.items.length > 0 ? (
        <ul className="mt-6 divide-y divide-line">
          {list.items.map((review) => (
            <ReviewEntry key={review.id} words={words} shop={website.name} review={review} />
          ))}
        </ul>
      ) : (
        <div className="mt-6 rounded-xl border border-dashed border-line-strong/60 px-6 py-10 text-center">
          <p className="font-semibold">{t('list.empty')}</p>
          <p className="mt-1 text-ink-soft">{t('list.emptyNext')}</p>
        </div>
      )}
      {list.nextCursor || !isFirstPage ? (
        <nav aria-label={t('list.pages')} className="mt-4 flex flex-wrap gap-3 print:hidden">
          {!isFirstPage ? (
            <a href={`${path}?lang=${locale}`} className={button}>
              {t('list.newest')}
            </a>
          ) : null}
          {list.nextCursor ? (
            <a
              href={`${path}?${new URLSearchParams({ lang: locale, cursor: list.nextCursor })}#reviews-heading`}
              rel="next"
              className={button}
            >
              {t('list.older')}
            </a>
          ) : null}
        </nav>
      ) : null}
    </section>
  );
}
