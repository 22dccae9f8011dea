import { describe, expect, it } from 'vitest';
import { requireOwnLanguage } from '@/app/[locale]/(public)/ownLanguage';
import type { Locale } from '@/lib/platform/i18n/locales';

/** Where a page sends its visitor; null when it stays as it is. */
function destination(own: string, shown: Locale, query: Record<string, string> = {}): string | null {
  try {
    requireOwnLanguage(own, shown, { path: '/r/token', query });
    return null;
  } catch (error) {
    return (error as { digest: string }).digest.split(';')[2] ?? null;
  }
}

describe('the language of a page for an author', () => {
  it.each([
    ['fr', 'en', 'fr'],
    ['es-MX', 'fr', 'es'],
    ['it', 'fr', 'it'],
    ['de-AT', 'fr', 'de'],
    ['nl', 'fr', 'en'],
  ] as const)('of %s who is shown %s is %s', (own, shown, wanted) => {
    expect(destination(own, shown)).toBe(`/r/token?lang=${wanted}`);
    expect(destination(own, wanted)).toBeNull();
  });

  it('is the one they asked for, whatever their own', () => {
    expect(destination('de', 'it', { lang: 'it' })).toBeNull();
  });

  it('keeps what else stands in the address', () => {
    expect(destination('de', 'fr', { done: 'answered' })).toBe('/r/token?done=answered&lang=de');
  });
});
