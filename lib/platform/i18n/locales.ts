/** The languages the interface speaks. A language is added here, in `catalogue.ts`, and as a folder of messages. */
export const locales = ['fr', 'en', 'es', 'it', 'de'] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = 'fr';

/** Each language's name in itself, as a language switch shows it. */
export const localeNames: Record<Locale, string> = {
  fr: 'Français',
  en: 'English',
  es: 'Español',
  it: 'Italiano',
  de: 'Deutsch',
};

/** Cookie with the language somebody chose; stronger than what their browser asks for. */
export const localeCookie = 'locale';

export function isLocale(value: unknown): value is Locale {
  return (locales as readonly unknown[]).includes(value);
}

/** The nearest language we speak: `en-GB` reads `en`, one we do not speak reads French. */
export function toLocale(value: string | null | undefined): Locale {
  const language = (value ?? '').slice(0, 2).toLowerCase();
  return isLocale(language) ? language : defaultLocale;
}
