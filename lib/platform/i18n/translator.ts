import { createFormatter, createTranslator } from 'use-intl/core';
import { catalogues } from '@/lib/platform/i18n/catalogue';
import { toLocale } from '@/lib/platform/i18n/locales';
import { compilePlain } from '@/lib/platform/i18n/plainMessage';

export type Translate = {
  (key: string, values?: Record<string, string | number | Date>): string;
  has(key: string): boolean;
};

/**
 * Messages outside Next: mails, tickets, jobs.
 * @param locale any BCP 47 tag; one we do not speak reads French
 * @param namespace a feature's file name, for example `mail`
 */
export function translator(locale: string, namespace: string): Translate {
  const language = toLocale(locale);
  const name = `${language} ${namespace}`;
  let known = translators.get(name);
  if (!known) translators.set(name, (known = create(language, namespace)));
  return known;
}

/** Kept, because a translator parses each message once in its life: a ticket written by a new one costs a hundred times as much. */
const translators = new Map<string, Translate>();

function create(language: ReturnType<typeof toLocale>, namespace: string): Translate {
  const full = createTranslator({
    locale: language,
    messages: catalogues[language],
    namespace: namespace as never,
  }) as unknown as Translate & { raw(key: string): unknown };
  const plain = new Map<string, ReturnType<typeof compilePlain>>();
  const translate = (key: string, values: Parameters<Translate>[1] = {}) => {
    let known = plain.get(key);
    if (known === undefined) {
      const message = full.has(key) ? full.raw(key) : null;
      plain.set(key, (known = typeof message === 'string' ? compilePlain(message) : null));
    }
    return known?.(values) ?? full(key, values);
  };
  return Object.assign(translate, { has: (key: string) => full.has(key) });
}

/** Dates and numbers as the language writes them, in the given IANA time zone. */
export function formatter(locale: string, timeZone: string) {
  return createFormatter({ locale: toLocale(locale), timeZone });
}
