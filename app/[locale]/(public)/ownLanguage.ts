import { redirect } from 'next/navigation';
import { authorLocale } from '@/lib/platform/i18n/authorLocale';
import { isLocale, type Locale } from '@/lib/platform/i18n/locales';

export type Query = Record<string, string | string[] | undefined>;

export const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

/**
 * A public page speaks its author's or website's language, not its visitor's, unless `?lang=` asks otherwise. The language
 * of the document is decided ahead of the page, so the wrong one is put right by going to the same address with `?lang=`.
 */
export function requireOwnLanguage(
  own: string,
  shown: Locale,
  { path, query }: { path: string; query: Query },
): void {
  const wanted = authorLocale(own);
  if (isLocale(first(query.lang)) || wanted === shown) return;
  const rest = Object.entries(query).flatMap(([name, value]) =>
    first(value) ? [[name, first(value) ?? '']] : [],
  );
  redirect(`${path}?${new URLSearchParams([...rest, ['lang', wanted]])}`);
}
