import { formatter, translator, type Translate } from '@/lib/platform/i18n/translator';
import type { Locale } from '@/lib/platform/i18n/locales';

/** The language of a page that is its author's, not its visitor's: words, and dates as the website's time zone has them. */
export type FormWords = {
  locale: Locale;
  t: Translate;
  date: (at: Date) => string;
};

export function formWords(locale: Locale, timeZone: string): FormWords {
  const t = translator(locale, 'form');
  const format = formatter(locale, timeZone);
  return {
    locale,
    t,
    date: (at) => format.dateTime(at, { dateStyle: 'long' }),
  };
}
