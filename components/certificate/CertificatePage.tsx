import { certificateWords, type CertificateWords } from '@/components/certificate/words';
import { ReviewList } from '@/components/certificate/ReviewList';
import { Rules } from '@/components/certificate/Rules';
import { ScorePanel } from '@/components/certificate/ScorePanel';
import { PublicFrame } from '@/components/public/PublicFrame';
import { Rosette } from '@/components/ui/Rosette';
import { translator } from '@/lib/platform/i18n/translator';
import type { Locale } from '@/lib/platform/i18n/locales';
import type { CertificateWebsite } from '@/lib/certificate/certificate';
import type { ListQuery } from '@/lib/certificate/listQuery';
import type { ShownList } from '@/lib/certificate/reviewList';
import type { Score } from '@/lib/certificate/score';
import { serializeStructuredData, toStructuredData } from '@/lib/certificate/structuredData';

type Props = {
  locale: Locale;
  website: CertificateWebsite;
  score: Score;
  list: ShownList;
  query: ListQuery;
  /** Public address of the certificate. */
  address: string;
};

/** A website's public page: its figures, its reviews, and the rules they follow. */
export function CertificatePage({ locale, website, score, list, query, address }: Props) {
  const words = certificateWords(locale, website.timeZone);
  const { t } = words;
  const path = `/certificate/${website.id}`;
  const form = translator(locale, 'form') as CertificateWords['t'];
  const data = toStructuredData({
    website,
    score,
    reviews: list.items,
    anonymous: t('list.anonymous'),
    address,
  });
  return (
    <PublicFrame
      brand={form('page.brand')}
      skip={form('page.skip')}
      languagesLabel={t('page.languages')}
      locale={locale}
      path={path}
      footer={form('page.footer')}
    >
      <script
        type="application/ld+json"
        dangerouslySetInnerHTML={{ __html: serializeStructuredData(data) }}
      />
      <main id="content" className="mx-auto max-w-5xl px-4 pt-8 sm:px-6 sm:pt-12">
        <Head words={words} website={website} score={score} />
        <div className="mt-10 grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <ReviewList words={words} shop={website.name} list={list} query={query} score={score} path={path} />
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
