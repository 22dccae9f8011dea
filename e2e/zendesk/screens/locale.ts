import type { PracticeContext } from '../http/context';
import type { Locale } from '../state/account-rows';

/** Pages that belong to no account: `?lang=` decides, else what the browser prefers, French when in doubt. */
export function localeOf(c: PracticeContext): Locale {
  const wanted = c.req.query('lang') ?? c.req.header('accept-language') ?? 'fr';
  return /^en\b/i.test(wanted) ? 'en-US' : 'fr';
}

/** The other language of such a page, for the link that changes it. */
export function otherLanguage(locale: Locale): { code: 'fr' | 'en'; name: string } {
  return locale === 'fr' ? { code: 'en', name: 'English' } : { code: 'fr', name: 'Français' };
}

/**
 * A time as people of this language read it.
 * @param at ISO text or milliseconds
 */
export function toShownTime(at: string | number, locale: Locale, timeZone = 'Europe/Paris'): string {
  const language = locale === 'fr' ? 'fr-FR' : 'en-GB';
  const options = { dateStyle: 'medium', timeStyle: 'medium', timeZone } as const;
  return new Intl.DateTimeFormat(language, options).format(new Date(at));
}
