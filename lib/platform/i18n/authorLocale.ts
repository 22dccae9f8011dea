import { isLocale, type Locale } from '@/lib/platform/i18n/locales';

/**
 * The language for someone we know only by a stored tag: an author, a website's visitors. `en-GB` reads `en`; a language
 * we do not speak yet reads English, which more of its speakers know than French.
 */
export function authorLocale(tag: string): Locale {
  const language = tag.slice(0, 2).toLowerCase();
  return isLocale(language) ? language : 'en';
}
