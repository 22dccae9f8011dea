import { linkStyle, PlainText, Submit } from '@/components/authorDesk/controls';
import { actionOf, deskWords, type DeskWords } from '@/components/authorDesk/words';
import { PublicColumn, PublicFrame } from '@/components/public/PublicFrame';
import { CommentField } from '@/components/reviewForm/CommentField';
import { StarRating } from '@/components/reviewForm/StarRating';
import { formWords } from '@/components/reviewForm/words';
import type { Locale } from '@/lib/platform/i18n/locales';
import type { AuthorDesk } from '@/lib/authorDesk/authorDesk';
import type { AuthorReview } from '@/lib/authorDesk/reviewLink';
import { replyMax } from '@/lib/reviews/schema';

export const actPages = ['modify', 'appeal', 'withdraw'] as const;
export type ActPage = (typeof actPages)[number];

type Props = { locale: Locale; token: string; act: ActPage; review: AuthorReview; desk: AuthorDesk };

const isPossible: Record<ActPage, (desk: AuthorDesk) => boolean> = {
  modify: ({ modify }) => modify?.isOpen ?? false,
  appeal: ({ appeal }) => appeal?.state === 'possible',
  withdraw: ({ canWithdraw }) => canWithdraw,
};

/** One thing an author does with their review, on a page of its own: a form that works as HTML alone. */
export function AuthorActPage({ locale, token, act, review, desk }: Props) {
  const form = formWords(locale, review.website.timeZone);
  const words = deskWords(form);
  const { t } = words;
  const shop = review.website.name;
  return (
    <PublicFrame
      brand={form.t('page.brand')}
      skip={form.t('page.skip')}
      languagesLabel={form.t('page.languages')}
      locale={locale}
      path={`/r/${token}/${act}`}
      footer={form.t('page.footer')}
    >
      <PublicColumn>
        <a href={`/r/${token}`} className={linkStyle}>
          {t('back')}
        </a>
        <h1 className="mt-3 text-2xl sm:text-3xl">{t(`${act}.title`, { shop })}</h1>
        {isPossible[act](desk) ? (
          <Act act={act} words={words} token={token} review={review} />
        ) : (
          <p className="mt-4 text-lg">{t(notPossible(act, desk), { shop })}</p>
        )}
      </PublicColumn>
    </PublicFrame>
  );
}

/** Why a link of an older mail has nothing left to do, as a message key. */
function notPossible(act: ActPage, desk: AuthorDesk): string {
  if (act === 'modify') return desk.modify ? 'modify.over' : 'modify.notRefused';
  if (act === 'appeal') return `appeal.no.${desk.appeal?.state ?? 'notRefused'}`;
  return 'withdraw.done';
}

type ActProps = { act: ActPage; words: DeskWords; token: string; review: AuthorReview };

function Act({ act, words, token, review }: ActProps) {
  const { t } = words;
  const shop = review.website.name;
  return (
    <>
      <p className="mt-3 text-lg text-ink-soft">{t(`${act}.intro`, { shop })}</p>
      <form
        method="post"
        action={actionOf(token, act, words)}
        className="mt-6 space-y-5 rounded-xl border border-line bg-surface p-5 shadow-card sm:p-7"
      >
        {act === 'modify' && <NewText words={words} review={review} />}
        {act === 'appeal' && (
          <PlainText
            name="body"
            label={t('appeal.label')}
            hint={t('appeal.hint')}
            rows={7}
            maxLength={replyMax}
          />
        )}
        <Submit tone={act === 'withdraw' ? 'danger' : 'main'}>{t(`${act}.send`)}</Submit>
      </form>
    </>
  );
}

function NewText({ words: { form, t }, review }: { words: DeskWords; review: AuthorReview }) {
  return (
    <>
      <StarRating
        words={form}
        name="rating"
        legend={form.t('brand.rating')}
        value={String(review.rating)}
        isRequired
        errorId={undefined}
      />
      <CommentField
        words={form}
        name="comment"
        label={t('modify.label')}
        value={review.comment}
        error={undefined}
        size="large"
      />
    </>
  );
}
