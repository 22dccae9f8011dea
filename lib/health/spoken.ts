import type { HealthWords } from '@/lib/health/words';
import { formatter, translator } from '@/lib/platform/i18n/translator';

/** The words of results outside a page: in mails, and where the documentation is made. */
export function healthWords(locale: string, timeZone: string): HealthWords {
  const format = formatter(locale, timeZone);
  return {
    t: translator(locale, 'health'),
    checks: translator(locale, 'applications.checks'),
    moment: (iso) => format.dateTime(new Date(iso), { dateStyle: 'long', timeStyle: 'short' }),
  };
}
