import { Stars } from '@/components/ui/Stars';
import type { CertificateWords } from '@/components/certificate/words';
import type { Score } from '@/lib/certificate/score';

/** The average beside its basis, and how all ratings spread. */
export function ScorePanel({ words, score }: { words: CertificateWords; score: Score }) {
  const { t } = words;
  return (
    <div className="grid gap-8 sm:grid-cols-[auto_1fr] sm:gap-12">
      <section aria-labelledby="score-heading" className="sm:max-w-56">
        <h2 id="score-heading" className="text-base text-ink-soft">
          {t('score.title')}
        </h2>
        <Average words={words} score={score} />
      </section>
      <section aria-labelledby="distribution-heading">
        <h2
          id="distribution-heading"
          className="flex flex-wrap items-baseline justify-between gap-x-4 text-base text-ink-soft"
        >
          {t('score.distribution')}
          <span className="text-sm font-normal">{t('score.total', { count: score.totalCount })}</span>
        </h2>
        <ul className="mt-3 flex flex-col gap-2">
          {score.distribution.map((row) => (
            <Row key={row.rating} words={words} row={row} />
          ))}
        </ul>
      </section>
    </div>
  );
}

function Average({ words: { t, average }, score }: { words: CertificateWords; score: Score }) {
  if (score.average === null) {
    return (
      <>
        <p className="mt-2 text-2xl font-semibold">{t('score.underEvaluation')}</p>
        <p className="mt-2 text-sm text-ink-soft">{t('score.underEvaluationBody')}</p>
      </>
    );
  }
  const figure = average(score.average);
  return (
    <>
      <p aria-hidden className="mt-1 flex items-baseline gap-2">
        <span className="text-[4rem] leading-none font-semibold tracking-tight tabular-nums">{figure}</span>
        <span className="text-ink-soft">{t('score.outOf')}</span>
      </p>
      <Stars value={score.average} label={t('score.label', { average: figure })} size="lg" className="mt-2" />
      <p className="mt-2 text-sm text-ink-soft">{t('score.basis', { count: score.recentCount })}</p>
    </>
  );
}

/** The bar is drawn as text is: the count beside it says the same without it. */
function Row({
  words: { t, percent },
  row,
}: {
  words: CertificateWords;
  row: Score['distribution'][number];
}) {
  return (
    <li className="grid grid-cols-[4.5rem_1fr_auto] items-center gap-3 text-sm">
      <span>{t('score.row', { rating: row.rating })}</span>
      <svg
        aria-hidden
        preserveAspectRatio="none"
        viewBox="0 0 100 10"
        className="h-2.5 w-full rounded-full bg-sunken"
      >
        <rect width={row.share * 100} height="10" className="fill-star" />
      </svg>
      <span className="min-w-28 text-right text-ink-soft tabular-nums">
        {t('score.rowCount', { count: row.count, share: percent(row.share) })}
      </span>
    </li>
  );
}
