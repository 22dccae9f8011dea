/** All messages, by language and feature. A feature's file is one line in the index of each language's folder. */
import type { Locale } from '@/lib/platform/i18n/locales';
import * as de from '@/lib/platform/i18n/messages/de';
import * as en from '@/lib/platform/i18n/messages/en';
import * as es from '@/lib/platform/i18n/messages/es';
import * as fr from '@/lib/platform/i18n/messages/fr';
import * as it from '@/lib/platform/i18n/messages/it';

export type Catalogue = Record<string, Record<string, unknown>>;

/** What a language does not say reads English, at any depth; the message check finds such a gap before anybody else does. */
function complete(own: object): Catalogue {
  return merge(en, own) as Catalogue;
}

function merge(base: object, own: object): object {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(own)) {
    const below = merged[key];
    merged[key] = isBranch(below) && isBranch(value) ? merge(below, value) : value;
  }
  return merged;
}

const isBranch = (value: unknown): value is object => typeof value === 'object' && value !== null;

export const catalogues: Record<Locale, Catalogue> = {
  fr: { ...fr },
  en: { ...en },
  es: complete(es),
  it: complete(it),
  de: complete(de),
};
