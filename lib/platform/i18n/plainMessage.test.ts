import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import { catalogues } from '@/lib/platform/i18n/catalogue';
import { locales } from '@/lib/platform/i18n/locales';
import { compilePlain } from '@/lib/platform/i18n/plainMessage';

function messagesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(messagesOf) : [];
}

describe('compilePlain', () => {
  it('leaves to the formatter what is more than names in braces', () => {
    for (const message of [
      '{count, plural, one {# avis} other {# avis}}',
      'Voir <link>l’avis</link>',
      "It's {name}",
      '{date, date, long}',
      '{ name }',
    ])
      expect(compilePlain(message)).toBeNull();
  });

  it('leaves a value that is missing or a date to the formatter', () => {
    expect(compilePlain('Le {date}')?.({})).toBeNull();
    expect(compilePlain('Le {date}')?.({ date: new Date(0) })).toBeNull();
  });

  it.each(locales)('says word for word what the formatter says, for every message of %s', (locale) => {
    const values = new Proxy({}, { get: (_target, name) => `«${String(name)}»`, has: () => true });
    const messages = messagesOf(catalogues[locale]);
    const taken = messages.flatMap((message) => {
      const text = compilePlain(message)?.(values);
      return text == null ? [] : [{ message, text }];
    });
    expect(taken.length).toBeGreaterThan(1_000);
    for (const { message, text } of taken) {
      const names = [...message.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, `«${name}»`]);
      const t = createTranslator({ locale, messages: { message } });
      expect(text).toBe(t('message', Object.fromEntries(names) as never));
    }
  });

  it('writes numbers as the formatter does', () => {
    const t = createTranslator({ locale: 'fr', messages: { message: '{n} avis' } }) as (
      key: string,
      values: object,
    ) => string;
    expect(compilePlain('{n} avis')?.({ n: 12_345 })).toBe(t('message', { n: 12_345 }));
  });
});
