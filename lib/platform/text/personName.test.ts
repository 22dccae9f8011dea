import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callName, fullName, readName, shortName } from '@/lib/platform/text/personName';

describe('a name as shops have it', () => {
  it.each([
    ['Maud', 'Castaing', 'Maud C.', ['Castaing']],
    // One full name in both fields, or in one.
    ['Maud Castaing', 'Maud Castaing', 'Maud C.', ['Castaing']],
    ['Maud Castaing', '.', 'Maud C.', ['Castaing']],
    ['', 'Maud Castaing', 'Maud C.', ['Castaing']],
    ['Maud Castaing', 'CASTAING', 'Maud C.', ['CASTAING']],
    ['Castaing Maud', 'Castaing', 'Maud C.', ['Castaing']],
    ['Maud', 'Maud Castaing', 'Maud C.', ['Castaing']],
    ['maud.castaing', '', 'maud C.', ['castaing']],
    ['Castaing, Maud', '', 'Maud C.', ['Castaing']],
    ['CASTAING Maud', '-', 'Maud C.', ['CASTAING']],
    ['MAUD CASTAING', 'MAUD CASTAING', 'MAUD C.', ['CASTAING']],
    ['Zoe\u0301 Castaing', 'Zo\u00e9 Castaing', 'Zo\u00e9 C.', ['Castaing']],
    ['Maud\u200b Castaing', 'Maud\u00a0Castaing', 'Maud C.', ['Castaing']],
    // Half-names and placeholders.
    ['Maud', '-', 'Maud', []],
    ['Maud', '', 'Maud', []],
    ['Maud', 'null', 'Maud', []],
    ['.', 'Castaing', 'C.', ['Castaing']],
    ['-', '-', '', []],
    ['\u200b', 'N/A', '', []],
    // One word in both: nobody can say which it is.
    ['Castaing', 'Castaing', 'C.', ['Castaing']],
    ['Maud', 'C', 'Maud C.', ['C']],
    ['J', 'Castaing', 'J C.', ['Castaing']],
    // Titles.
    ['Mme', 'Castaing', 'C.', ['Castaing']],
    ['Mme Castaing', '', 'C.', ['Castaing']],
    ['M.', 'Castaing', 'C.', ['Castaing']],
    ['Dr. Maud', 'Castaing', 'Maud C.', ['Castaing']],
    ['Herr Prof. Dr. Uwe', 'Brandt', 'Uwe B.', ['Brandt']],
    ['Frau', 'Uta Brandt', 'Uta B.', ['Brandt']],
    ['Sig.ra Pia Rossi', '', 'Pia R.', ['Rossi']],
    ['Sra.', 'Pilar Soto', 'Pilar S.', ['Soto']],
    ['M. et Mme', 'Castaing', 'C.', ['Castaing']],
    // Several given names, particles, apostrophes.
    ['Maud Castaing', 'Roux', 'Maud R.', ['Roux']],
    ['Jean-Pierre', 'Roux', 'Jean-Pierre R.', ['Roux']],
    ['Maud de la Tour', '', 'Maud D.', ['de la Tour', 'Tour']],
    ['Ines', 'van der Berg', 'Ines V.', ['van der Berg']],
    ['Nora', 'O’Brien', 'Nora O.', ['O’Brien']],
    ['Nora', '’t Hooft', 'Nora T.', ['t Hooft']],
    ['Juan Carlos García', '', 'Juan C.', ['Carlos García', 'García']],
    // Companies, addresses, other scripts.
    ['', 'SARL Castaing', 'C.', ['Castaing']],
    ['Castaing GmbH', '-', 'C.', ['Castaing']],
    ['maud.castaing@client.example', 'Castaing', 'C.', ['Castaing']],
    ['Maud (pro) 🎈', 'Castaing', 'Maud C.', ['Castaing']],
    ['小明', '王', '小明 王.', ['王']],
    ['山田 太郎', '', '太郎 山.', ['山田']],
    ['王小明', '', '王.', ['王小明']],
    ['محمد علي', 'محمد علي', 'محمد ع.', ['علي']],
  ])('"%s" and "%s" is shown as "%s"', (firstName, lastName, shown, found) => {
    expect(shortName({ firstName, lastName })).toBe(shown);
    expect(readName({ firstName, lastName }).familyNames).toEqual(found);
  });

  it('is called by the given name alone, and written once for the shop', () => {
    const twice = { firstName: 'Maud Castaing', lastName: 'Maud Castaing' };
    expect(callName(twice)).toBe('Maud');
    expect(fullName(twice)).toBe('Maud Castaing');
    expect(callName({ firstName: 'Mme', lastName: 'Castaing' })).toBe('');
    expect(fullName({ firstName: 'Marie Claire', lastName: 'Roux' })).toBe('Marie Claire Roux');
    expect(fullName({ firstName: '-', lastName: 'SARL Roux' })).toBe('SARL Roux');
    expect(fullName({ firstName: 'Maud Castaing', lastName: 'CASTAING' })).toBe('Maud Castaing');
    expect(fullName({ firstName: '-', lastName: '.' })).toBe('');
  });

  it('never shows more than one word and one letter, whatever the fields hold', () => {
    const field = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('Maud Castaing', 'Mme Roux', '-', 'SARL Roux'),
    );
    fc.assert(
      fc.property(field, field, (firstName, lastName) => {
        expect(shortName({ firstName, lastName })).toMatch(/^(?:\S+)?(?:(?:^| )\S{1,24}\.)?$/u);
      }),
    );
  });
});
