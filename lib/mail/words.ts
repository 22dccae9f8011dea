import { authorLocale } from '@/lib/platform/i18n/authorLocale';
import { formatter, translator } from '@/lib/platform/i18n/translator';

/** The language of one mail: its catalogue and its way to write a date. */
export type MailWords = {
  locale: string;
  t: (key: string, values?: Record<string, string | number>) => string;
  /** Day, month and year as the people of that time zone see them. */
  date: (at: Date, timeZone: string) => string;
};

export function mailWords(tag: string): MailWords {
  const locale = authorLocale(tag);
  const translate = translator(locale, 'mail') as MailWords['t'];
  return {
    locale,
    t: (key, values) => translate(key, values),
    date: (at, timeZone) => formatter(locale, timeZone).dateTime(at, { dateStyle: 'long' }),
  };
}
