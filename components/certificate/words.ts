import { formatter, translator } from '@/lib/platform/i18n/translator';
import { dayIn } from '@/lib/reviews/calendar';
import type { Locale } from '@/lib/platform/i18n/locales';

/** The language of one certificate: words, dates in the website's time zone, figures. */
export type CertificateWords = {
  locale: Locale;
  t: (key: string, values?: Record<string, string | number>) => string;
  date: (at: Date) => string;
  /** The calendar day of the website, as machines read it. */
  day: (at: Date) => string;
  /** With one decimal, as a rating is spoken of. */
  average: (value: number) => string;
  percent: (share: number) => string;
};

export function certificateWords(locale: Locale, timeZone: string): CertificateWords {
  const format = formatter(locale, timeZone);
  return {
    locale,
    t: translator(locale, 'certificate'),
    day: (at) => dayIn(at, timeZone),
    date: (at) => format.dateTime(at, { dateStyle: 'long' }),
    average: (value) => format.number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    percent: (share) => format.number(share, { style: 'percent', maximumFractionDigits: 0 }),
  };
}
