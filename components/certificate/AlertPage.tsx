import { ReviewEntry } from '@/components/certificate/ReviewEntry';
import { certificateWords, type CertificateWords } from '@/components/certificate/words';
import { LinkMessage } from '@/components/public/LinkMessage';
import { PublicAction, PublicColumn, PublicFrame } from '@/components/public/PublicFrame';
import { alertCommentMax, alertReasons, alertTrapField } from '@/lib/moderationDesk/alertForm';
import type { Locale } from '@/lib/platform/i18n/locales';
import { translator } from '@/lib/platform/i18n/translator';
import type { CertificateWebsite } from '@/lib/certificate/certificate';
import type { ShownReview } from '@/lib/certificate/reviewList';

type Props = {
  locale: Locale;
  website: CertificateWebsite;
  /** Null when it is not public, or not any more. */
  review: (ShownReview & { type: 'brand' | 'product' }) | null;
  isSent: boolean;
  problem: 'form' | 'limited' | null;
};

/** Where a reader of the certificate says what is wrong with a review; a native form, no script. */
export function AlertPage({ locale, website, review, isSent, problem }: Props) {
  const words = certificateWords(locale, website.timeZone);
  const { t } = words;
  const form = translator(locale, 'form');
  const path = `/certificate/${website.id}`;
  const back = `${path}?lang=${locale}`;
  return (
    <PublicFrame
      brand={form('page.brand')}
      skip={form('page.skip')}
      languagesLabel={t('page.languages')}
      locale={locale}
      path={review ? `${path}/report?review=${review.id}` : path}
      footer={form('page.footer')}
    >
      <PublicColumn>
        {isSent || !review ? (
          <LinkMessage title={t(isSent ? 'alert.sentTitle' : 'alert.goneTitle')}>
            <p>{t(isSent ? 'alert.sentBody' : 'alert.goneBody')}</p>
            <PublicAction href={back}>{t('alert.back')}</PublicAction>
          </LinkMessage>
        ) : (
          <>
            <a href={back} className="text-sm text-ink-soft underline underline-offset-3 hover:text-ink">
              {t('alert.back')}
            </a>
            <h1 className="mt-3 text-2xl sm:text-3xl">{t('alert.title')}</h1>
            <p className="mt-3 text-ink-soft">{t('alert.intro')}</p>
            {problem ? (
              <p
                role="alert"
                className="mt-5 rounded-lg border border-danger bg-danger-soft px-4 py-3 text-danger-ink"
              >
                {t(problem === 'limited' ? 'alert.limited' : 'alert.check')}
              </p>
            ) : null}
            <h2 className="mt-8 text-lg">{t('alert.review')}</h2>
            <ul className="mt-3 rounded-xl border border-line bg-surface px-5 pt-6 shadow-card">
              <ReviewEntry words={words} shop={website.name} review={review} />
            </ul>
            <AlertForm words={words} website={website} review={review} />
          </>
        )}
      </PublicColumn>
    </PublicFrame>
  );
}

const field =
  'mt-1.5 block w-full rounded-md border border-line-strong bg-surface px-3 py-2 text-base text-ink focus-visible:outline-2 focus-visible:outline-focus';

function AlertForm({
  words: { t, locale },
  website,
  review,
}: {
  words: CertificateWords;
  website: CertificateWebsite;
  review: NonNullable<Props['review']>;
}) {
  const reasonOf = translator(locale, 'reasons');
  return (
    <form
      method="post"
      action={`/api/public/certificates/${website.id}/alerts?lang=${locale}`}
      className="mt-8 flex flex-col gap-5"
    >
      <input type="hidden" name="review" value={review.id} />
      <label className="font-semibold">
        {t('alert.reason')}
        <select name="reason" required defaultValue="" className={`${field} min-h-11 font-normal`}>
          <option value="" disabled />
          {alertReasons(review.type).map((code) => (
            <option key={code} value={code}>
              {reasonOf(code)}
            </option>
          ))}
        </select>
      </label>
      <label className="font-semibold">
        {t('alert.comment')}
        <textarea
          name="comment"
          required
          maxLength={alertCommentMax}
          rows={5}
          aria-describedby="comment-hint"
          className={`${field} font-normal`}
        />
        <span id="comment-hint" className="mt-1.5 block text-sm font-normal text-ink-soft">
          {t('alert.commentHint', { max: alertCommentMax })}
        </span>
      </label>
      {/* Out of sight, reach and reading: only a program fills it. */}
      <label aria-hidden className="absolute -left-[200vw]">
        {t('alert.trap')}
        <input name={alertTrapField} tabIndex={-1} autoComplete="off" />
      </label>
      <button
        type="submit"
        className="inline-flex min-h-11 items-center self-start rounded-lg bg-seal px-5 py-2 font-semibold text-on-seal hover:bg-seal-strong"
      >
        {t('alert.send')}
      </button>
    </form>
  );
}
