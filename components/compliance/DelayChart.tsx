import { layOutDelays } from '@/lib/compliance/chart';
import type { DelayRow } from '@/lib/compliance/queries';
import type { FileWords } from '@/lib/compliance/words';

const left = 56;
const width = 640;
const rowHeight = 32;

/** Delays by rating as bars over a scale of days. The table beside it says the same; each bar is also a sentence. */
export function DelayChart({ rows, words }: { rows: readonly DelayRow[]; words: FileWords }) {
  const { t, duration } = words;
  const { bars, ticks, term } = layOutDelays(rows);
  const height = bars.length * rowHeight;
  const x = (share: number) => left + share * (width - left - 12);
  return (
    <figure>
      <svg
        viewBox={`0 0 ${width} ${height + 28}`}
        role="img"
        aria-label={t('delays.chart')}
        aria-describedby="delay-chart-text"
        className="w-full max-w-2xl text-[13px] max-sm:text-[22px]"
      >
        {ticks.map(({ days, at }) => (
          <g key={days}>
            <line x1={x(at)} x2={x(at)} y1={0} y2={height} className="stroke-line" />
            <text x={x(at)} y={height + 22} textAnchor="middle" className="fill-ink-soft tabular-nums">
              {days}
            </text>
          </g>
        ))}
        {bars.map(({ rating, median, p90 }, index) => {
          const middle = rowHeight * (index + 0.5);
          return (
            <g key={rating}>
              <text x={0} y={middle + 5} className="fill-ink">
                {rating} ★
              </text>
              {p90 !== null && (
                <line
                  x1={x(0)}
                  x2={x(p90)}
                  y1={middle}
                  y2={middle}
                  className="stroke-line-strong"
                  strokeWidth={2}
                />
              )}
              {median !== null && (
                <rect
                  x={x(0)}
                  y={middle - 9}
                  width={Math.max(2, x(median) - x(0))}
                  height={18}
                  rx={3}
                  className="fill-seal"
                />
              )}
            </g>
          );
        })}
        <line
          x1={x(term)}
          x2={x(term)}
          y1={0}
          y2={height}
          className="stroke-danger"
          strokeWidth={2}
          strokeDasharray="5 4"
        />
      </svg>
      <figcaption className="mt-1 text-sm text-ink-soft">{t('delays.legend')}</figcaption>
      <ul id="delay-chart-text" className="sr-only">
        {rows.map(({ rating, medianHours, p90Hours }) => {
          const stars = t('delays.stars', { rating });
          return (
            <li key={rating}>
              {medianHours === null
                ? t('delays.noBar', { stars })
                : t('delays.bar', { stars, median: duration(medianHours), p90: duration(p90Hours) })}
            </li>
          );
        })}
      </ul>
    </figure>
  );
}
