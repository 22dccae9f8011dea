import { formatter, translator } from '@/lib/platform/i18n/translator';
import type { Locale } from '@/lib/platform/i18n/locales';

export type Translate = (key: string, values?: Record<string, string | number>) => string;

/** The language of a page that is its author's, not its visitor's: words, and dates as the website's time zone has them. */
export type FormWords = {
  locale: Locale;
  t: Translate;
  raw: (key: string) => string;
  date: (at: Date) => string;
};

export function formWords(locale: Locale, timeZone: string): FormWords {
  const t = translator(locale, 'form');
  const format = formatter(locale, timeZone);
  return {
    locale,
    t: t as Translate,
    raw: (key) => String((t as unknown as { raw: (key: string) => unknown }).raw(key)),
    date: (at) => format.dateTime(at, { dateStyle: 'long' }),
  };
}
