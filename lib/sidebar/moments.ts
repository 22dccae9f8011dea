import { formatter } from '@/lib/platform/i18n/translator';

/** Dates as a panel writes them: in the agent's language, by the website's clock. */
export function moments(locale: string, timeZone: string) {
  const format = formatter(locale, timeZone);
  const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  return {
    day: (date: Date) => format.dateTime(date, day),
    full: (date: Date) => format.dateTime(date, { ...day, hour: 'numeric', minute: '2-digit' }),
  };
}
export type Moments = ReturnType<typeof moments>;
