import { ListChoices } from '@/components/certificate/ListChoices';
import { ReviewEntry } from '@/components/certificate/ReviewEntry';
import type { CertificateWords } from '@/components/certificate/words';
import { toSearch, type ListQuery } from '@/lib/certificate/listQuery';
import type { ShownList } from '@/lib/certificate/reviewList';
import type { Score } from '@/lib/certificate/score';

export type ReviewListProps = {
  words: CertificateWords;
  shop: string;
  list: ShownList;
  query: ListQuery;
  score: Score;
  path: string;
};

/** The reviews, with how they are sorted and which are left out said above them. */
export function ReviewList({ words, shop, list, query, score, path }: ReviewListProps) {
  const { t } = words;
  return (
    <section aria-labelledby="reviews-heading" className="min-w-0">
      <h2 id="reviews-heading" className="scroll-mt-4 text-xl">
        {t('list.heading')}
      </h2>
      <ListChoices words={words} query={query} score={score} path={path} />
      <p className="mt-4 text-sm text-ink-soft">
        {t(`list.order.${query.sort}`, { rating: query.rating ?? 0 })}
      </p>
      {query.proof === 'other' ? <p className="mt-1 text-sm text-ink-soft">{t('proof.otherIntro')}</p> : null}
      {list.items.length > 0 ? (
        <ul className="mt-6 divide-y divide-line">
          {list.items.map((review) => (
            <ReviewEntry key={review.id} words={words} shop={shop} review={review} path={path} />
          ))}
        </ul>
      ) : (
        <div className="mt-6 rounded-xl border border-dashed border-line-strong/60 px-6 py-10 text-center">
          <p className="font-semibold">{t(emptyKey(query))}</p>
          {query.rating || query.proof === 'other' ? null : (
            <p className="mt-1 text-ink-soft">{t('list.emptyNext')}</p>
          )}
        </div>
      )}
      <Pages words={words} query={query} next={list.nextCursor} path={path} />
    </section>
  );
}

function emptyKey({ rating, proof }: ListQuery) {
  if (rating) return 'list.noneOfRating';
  return proof === 'other' ? 'proof.noneOther' : 'list.empty';
}

const button =
  'inline-flex min-h-11 items-center rounded-md border border-line-strong/60 bg-surface px-4 font-medium shadow-card hover:bg-sunken';

function Pages({
  words: { t, locale },
  query,
  next,
  path,
}: Pick<ReviewListProps, 'words' | 'query' | 'path'> & { next: string | null }) {
  if (!next && !query.cursor) return null;
  const first = { ...query, cursor: undefined };
  return (
    <nav aria-label={t('list.pages')} className="mt-4 flex flex-wrap gap-3 print:hidden">
      {query.cursor ? (
        <a href={`${path}?${toSearch(first, locale)}#reviews-heading`} className={button}>
          {t('list.first')}
        </a>
      ) : null}
      {next ? (
        <a
          href={`${path}?${toSearch({ ...query, cursor: next }, locale)}#reviews-heading`}
          rel="next"
          className={button}
        >
          {t('list.next')}
        </a>
      ) : null}
    </nav>
  );
}
