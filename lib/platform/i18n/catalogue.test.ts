import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorStatuses } from '@/lib/platform/errors';
import { catalogues } from '@/lib/platform/i18n/catalogue';
import { locales, toLocale } from '@/lib/platform/i18n/locales';
import { formatter, translator } from '@/lib/platform/i18n/translator';

const brandKeys = [
  ['layout', 'app.name'],
  ['mail', 'layout.brand'],
  ['form', 'page.brand'],
  ['ticket', 'events.nobody'],
] as const;

describe('catalogue', () => {
  it.each(locales)('holds every message file of %s', (locale) => {
    const folder = `lib/platform/i18n/messages/${locale}`;
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
    const texts = files.map((name): [string, unknown] => [
      name.replace('.json', ''),
      JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')),
    ]);
    expect(catalogues[locale]).toMatchObject(Object.fromEntries(texts));
  });

  it.each(locales)('has no feature in %s that French does not have', (locale) => {
    expect(Object.keys(catalogues[locale]).sort()).toEqual(Object.keys(catalogues.fr).sort());
  });

  it.each(locales)('says what happened and what to do next for every error code in %s', (locale) => {
    const errors = catalogues[locale].errors as Record<string, unknown>;
    const codes = [...Object.keys(errorStatuses), 'network'];
    expect(codes.filter((code) => typeof errors[code] !== 'string')).toEqual([]);
    expect(
      codes.filter((code) => typeof (errors.next as Record<string, unknown>)[code] !== 'string'),
    ).toEqual([]);
  });
});

describe('brand', () => {
  it.each([
    ['fr', 'Avis Vérifiés'],
    ['en', 'Verified Reviews'],
    ['es', 'Opiniones Verificadas'],
    ['it', 'Recensioni Verificate'],
    ['de', 'Echte Bewertungen'],
  ] as const)('is called in %s as on its own platform: %s', (locale, name) => {
    for (const [namespace, key] of brandKeys) expect(translator(locale, namespace)(key)).toBe(name);
  });
});

describe('toLocale', () => {
  it.each([
    ['en-GB', 'en'],
    ['FR', 'fr'],
    ['es-MX', 'es'],
    ['it', 'it'],
    ['de-AT', 'de'],
    ['nl', 'fr'],
    [null, 'fr'],
  ])('reads %s as %s', (asked, expected) => expect(toLocale(asked)).toBe(expected));
});

describe('translator', () => {
  it('speaks outside Next, with plurals of the language', () => {
    expect(translator('fr-CA', 'history')('estimate.minutes', { minutes: 1 })).toContain('Environ 1 minute');
    expect(translator('en', 'history')('estimate.minutes', { minutes: 15 })).toContain('About 15 minutes');
  });

  it('writes times in the zone it is given', () => {
    const noonUtc = new Date('2026-07-01T12:00:00Z');
    expect(formatter('en', 'Europe/Paris').dateTime(noonUtc, { hour: '2-digit', hour12: false })).toBe('14');
  });
});
