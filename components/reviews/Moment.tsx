import { useMoments, type Frame } from '@/components/layout/moments';

/** A point in time as people say it ("il y a 2 jours"), with the exact one beside it or on hover. */
export function Moment({ date, frame, isExact }: { date: Date; frame: Frame; isExact?: boolean }) {
  const { full, relative } = useMoments(frame);
  return (
    <time dateTime={date.toISOString()} title={isExact ? relative(date) : full(date)}>
      {isExact ? full(date) : relative(date)}
    </time>
  );
}

/** Both ways on two lines, for a table: the day, and how long ago. */
export function StackedMoment({ date, frame }: { date: Date; frame: Frame }) {
  const { day, full, relative } = useMoments(frame);
  return (
    <time dateTime={date.toISOString()} title={full(date)} className="tabular-nums md:block">
      <span className="whitespace-nowrap md:block">{day(date)}</span>
      <span className="text-sm whitespace-nowrap text-ink-faint max-md:before:mx-1.5 max-md:before:content-['·'] md:block">
        {relative(date)}
      </span>
    </time>
  );
}
