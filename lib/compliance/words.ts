/** The words of a compliance file in one language; the same for page, CSV and PDF. */
import { reasonLabel } from '@/lib/moderation/reasonLabels';
import { formatter, translator, type Translate } from '@/lib/platform/i18n/translator';

export type FileWords = {
  locale: string;
  t: Translate;
  day: (isoDay: string) => string;
  moment: (at: Date) => string;
  number: (value: number) => string;
  share: (value: number) => string;
  /** Hours below two days, days above: as a person would say it. */
  duration: (hours: number | null) => string;
  reason: (code: string) => string;
};

export function fileWords(locale: string, timeZone: string): FileWords {
  const t = translator(locale, 'compliance');
  const format = formatter(locale, timeZone);
  const number = (value: number) => format.number(value, { maximumFractionDigits: 1 });
  return {
    locale,
    t,
    day: (isoDay) => format.dateTime(new Date(`${isoDay}T12:00:00Z`), { dateStyle: 'long', timeZone: 'UTC' }),
    moment: (at) => format.dateTime(at, { dateStyle: 'medium', timeStyle: 'short' }),
    number,
    share: (value) => format.number(value, { style: 'percent', maximumFractionDigits: 0 }),
    duration: (hours) => {
      if (hours === null) return '–';
      return hours < 48
        ? t('unit.hours', { count: Math.round(hours * 10) / 10 })
        : t('unit.days', { count: Math.round((hours / 24) * 10) / 10 });
    },
    reason: (code) => reasonLabel(code, locale),
  };
}
