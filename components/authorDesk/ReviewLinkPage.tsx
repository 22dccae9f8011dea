import { AuthorActions, DoneNotice } from '@/components/authorDesk/AuthorActions';
import { deskWords } from '@/components/authorDesk/words';
import { AuthorReview } from '@/components/reviewForm/AuthorReview';
import { LinkMessage } from '@/components/public/LinkMessage';
import { ReviewForm } from '@/components/reviewForm/ReviewForm';
import { SentReview } from '@/components/reviewForm/SentReview';
import { formWords, type FormWords } from '@/components/reviewForm/words';
import { PublicAction, PublicColumn, PublicFrame } from '@/components/public/PublicFrame';
import type { Locale } from '@/lib/platform/i18n/locales';
import { checkDraft } from '@/lib/reviewForm/formDraft';
import type { ReviewLink } from '@/lib/authorDesk/reviewLink';

type Props = {
  locale: Locale;
  token: string;
  path: string;
  link: ReviewLink;
  /** Set when a submission came back: `form` shows what is wrong with it, `trap` that it looked like a bot's. */
  check?: string | undefined;
  isThanks: boolean;
  /** What the author has just done with their own review. */
  done?: string | undefined;
};

export function ReviewLinkPage({ locale, token, path, link, check, isThanks, done }: Props) {
  const website = link.kind === 'review' ? link.review.website : link.form.website;
  const words = formWords(locale, website.timeZone);
  const { t } = words;
  return (
    <PublicFrame
      brand={t('page.brand')}
      skip={t('page.skip')}
      languagesLabel={t('page.languages')}
      locale={locale}
      path={path}
      footer={
        <>
          {t('page.footer')}{' '}
          <a href={`/certificate/${website.id}`} className="underline underline-offset-3">
            {t('page.certificate', { shop: website.name })}
          </a>{' '}
          <a href={`/erasure?lang=${locale}`} className="underline underline-offset-3">
            {t('page.erasure')}
          </a>
        </>
      }
    >
      <PublicColumn>
        <Opened words={words} token={token} link={link} check={check} isThanks={isThanks} done={done} />
      </PublicColumn>
    </PublicFrame>
  );
}

type OpenedProps = Pick<Props, 'token' | 'link' | 'check' | 'isThanks' | 'done'> & { words: FormWords };

function Opened({ words, token, link, check, isThanks, done }: OpenedProps) {
  if (link.kind === 'review') {
    const desk = deskWords(words);
    return (
      <>
        <DoneNotice words={desk} done={done} />
        <AuthorReview words={words} review={link.review} />
        <AuthorActions words={desk} token={token} shop={link.review.website.name} desk={link.desk} />
      </>
    );
  }
  if (link.kind === 'used')
    return (
      <SentReview words={words} token={token} link={link} isThanks={isThanks} isLinkSent={done === 'link'} />
    );
  if (link.kind === 'expired') return <Expired words={words} link={link} />;
  const errors = check && link.draft ? (checkDraft(link.draft).errors ?? {}) : {};
  return (
    <ReviewForm
      words={words}
      token={token}
      form={link.form}
      draft={link.draft}
      errors={errors}
      isTrapped={check === 'trap'}
    />
  );
}

function Expired({
  words: { t, date },
  link: { form },
}: {
  words: FormWords;
  link: Extract<ReviewLink, { kind: 'expired' }>;
}) {
  const shop = form.website.name;
  return (
    <LinkMessage title={t('expired.title')}>
      <p>{t('expired.body', { shop, date: date(form.expiresAt) })}</p>
      <p>{t('expired.next', { shop })}</p>
      <p className="mt-3">
        <PublicAction href={`/certificate/${form.website.id}`}>{t('expired.action', { shop })}</PublicAction>
      </p>
    </LinkMessage>
  );
}
