import { useFormatter, useTranslations } from 'next-intl';
import type { Frame } from '@/components/layout/moments';
import { StatTile } from '@/components/ui/StatTile';
import type { ActivityFigures, ActivityHour } from '@/lib/activity/figures';

const width = 480;
const height = 96;

/** Three pictures of the last day; each is also a sentence, and the tiles say what matters now. */
export function ActivityCharts({ figures, frame }: { figures: ActivityFigures; frame: Frame }) {
  const t = useTranslations('activity.charts');
  const format = useFormatter();
  const { hours, open, trouble, oldestOpenAt } = figures;
  const sum = (of: (hour: ActivityHour) => number) => hours.reduce((total, hour) => total + of(hour), 0);
  const slowest = Math.max(0, ...hours.map(({ lagSeconds }) => lagSeconds ?? 0));
  const seconds = (value: number) =>
    format.number(value, { style: 'unit', unit: 'second', maximumFractionDigits: value < 10 ? 1 : 0 });
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-3">
        <StatTile
          label={t('open')}
          value={format.number(open)}
          hint={
            oldestOpenAt ? t('oldest', { time: format.relativeTime(oldestOpenAt, frame.now) }) : t('none')
          }
        />
        <StatTile label={t('trouble')} value={format.number(trouble)} hint={t('troubleHint')} />
        <StatTile
          label={t('day')}
          value={format.number(sum(({ sent, received }) => sent + received))}
          hint={t('dayHint', { sent: sum(({ sent }) => sent), received: sum(({ received }) => received) })}
        />
      </div>
      <div className="grid gap-3 lg:grid-cols-3">
        <Chart
          title={t('throughput')}
          text={t('throughputText', {
            sent: sum(({ sent }) => sent),
            received: sum(({ received }) => received),
          })}
          {...{ hours, frame }}
          bars={[
            { className: 'fill-seal', of: ({ sent }) => sent },
            { className: 'fill-star', of: ({ received }) => received },
          ]}
          legend={[
            { className: 'bg-seal', label: t('sent') },
            { className: 'bg-star', label: t('received') },
          ]}
        />
        <Chart
          title={t('lag')}
          text={slowest > 0 ? t('lagText', { seconds: seconds(slowest) }) : t('lagNone')}
          {...{ hours, frame }}
          bars={[{ className: 'fill-seal', of: ({ lagSeconds }) => lagSeconds ?? 0 }]}
        />
        <Chart
          title={t('retries')}
          text={t('retriesText', { count: sum(({ retries }) => retries) })}
          {...{ hours, frame }}
          bars={[{ className: 'fill-danger', of: ({ retries }) => retries }]}
        />
      </div>
    </>
  );
}

type ChartProps = {
  title: string;
  text: string;
  hours: readonly ActivityHour[];
  bars: { className: string; of: (hour: ActivityHour) => number }[];
  legend?: { className: string; label: string }[];
  frame: Frame;
};

/** Bars by the hour, one upon the other; what an hour holds is in its title. */
function Chart({ title, text, hours, bars, legend, frame }: ChartProps) {
  const format = useFormatter();
  const total = (hour: ActivityHour) => bars.reduce((sum, { of }) => sum + of(hour), 0);
  const most = Math.max(1e-9, ...hours.map(total));
  const step = width / hours.length;
  const hourOf = (date: Date) =>
    format.dateTime(date, { hour: '2-digit', minute: '2-digit', timeZone: frame.timeZone });
  const ends = [hours[0], hours.at(-1)].filter((hour) => hour !== undefined);
  return (
    <figure className="rounded-xl border border-line bg-surface px-5 py-4 shadow-card">
      <figcaption>
        <span className="block font-medium">{title}</span>
        <span className="block text-sm text-ink-soft">{text}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${title}. ${text}`}
        className="mt-3 w-full"
      >
        {hours.map((hour, index) => {
          let top = height;
          return (
            <g key={hour.from.getTime()}>
              <rect x={index * step} y={height - 2} width={step - 4} height={2} className="fill-line" />
              {bars.map(({ className, of }) => {
                const size = (of(hour) / most) * (height - 4);
                top -= size;
                return (
                  <rect
                    key={className}
                    x={index * step}
                    y={top}
                    width={step - 4}
                    height={size}
                    rx={1.5}
                    className={className}
                  />
                );
              })}
            </g>
          );
        })}
      </svg>
      <div aria-hidden className="mt-1 flex justify-between text-xs text-ink-faint tabular-nums">
        {ends.map(({ from }) => (
          <span key={from.getTime()}>{hourOf(from)}</span>
        ))}
      </div>
      {legend && (
        <ul className="mt-2 flex gap-4 text-sm text-ink-soft">
          {legend.map(({ className, label }) => (
            <li key={label} className="flex items-center gap-1.5">
              <span aria-hidden className={`size-2.5 rounded-xs ${className}`} />
              {label}
            </li>
          ))}
        </ul>
      )}
    </figure>
  );
}
