import { expect, test } from 'vitest';
import { decodeFile } from '@/lib/platform/text/decodeFile';

/** The encoding's bytes for what each byte means in it, from its own table. */
function encodeByTable(text: string, high: string): Uint8Array {
  return Uint8Array.from(text, (sign) => {
    const code = sign.codePointAt(0) ?? 0;
    if (code < 0x80) return code;
    const place = high.indexOf(sign);
    if (place < 0) throw new Error(`${sign} is not in this encoding`);
    return 0x80 + place;
  });
}

const latin = Array.from({ length: 96 }, (_, index) => String.fromCharCode(0xa0 + index)).join('');
const windows = `€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ${latin}`;
const mac =
  'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ';

function utf16(text: string, { isBig = false, isMarked = false } = {}): Uint8Array {
  const units = `${isMarked ? '\ufeff' : ''}${text}`.split('');
  return Uint8Array.from(
    units.flatMap((unit) => {
      const code = unit.charCodeAt(0);
      const bytes = [code & 0xff, code >> 8];
      return isBig ? bytes.reverse() : bytes;
    }),
  );
}

const lists = [
  'Mot;Catégorie\r\nabîmé;delivery\r\nboîte ouverte;delivery\r\nremboursé à moitié;other\r\n',
  'palabra;categoría\ncompañía\ncaída\n¿dónde está?\n',
  'parola;categoria\nperché così\nqualità\nè già rotto\n',
  'Wort;Kategorie\nÄrger;other\nzurückgeben\ngrößer\nÜbel\n',
  'word,category\nrefund,delivery\n',
];
const few = [
  'é\n',
  'cœur\n',
  'l’avis\n',
  'don’t ship\n',
  '5 €\n',
  '« colis »\n',
  '“retard”\n',
  'retard…\n',
  'RÜCKGABE\n',
  'ÉTÉ\n',
  'caída\n',
  'algún\n',
  'señor\n',
  'così\n',
  'Noël\n',
  'à\n',
  'où\n',
  'n° 5\n',
  'dell’ordine\n',
  'Ñandú\n',
];

test.each([...lists, ...few])('%j is read the same in Windows-1252 and Mac Roman', (text) => {
  expect(decodeFile(encodeByTable(text, windows))).toBe(text);
  expect(decodeFile(encodeByTable(text, mac))).toBe(text);
});

test.each([...lists, 'потеряно;delivery\n', '退货;delivery\n丢失\n', 'كسر\n', '😡 colis\n'])(
  '%j is read the same in UTF-8 and UTF-16, with a mark and without',
  (text) => {
    expect(decodeFile(new TextEncoder().encode(text))).toBe(text);
    expect(decodeFile(new TextEncoder().encode(`\ufeff${text}`))).toBe(text);
    for (const isBig of [false, true])
      for (const isMarked of [false, true]) expect(decodeFile(utf16(text, { isBig, isMarked }))).toBe(text);
  },
);

test('accents far down in a long file are seen', () => {
  const text = `${'lost parcel;delivery\n'.repeat(20_000)}abîmé;delivery\n`;
  expect(decodeFile(encodeByTable(text, mac))).toBe(text);
  expect(decodeFile(encodeByTable(text, windows))).toBe(text);
});

test('a damaged character does not cost the others', () => {
  const bytes = new TextEncoder().encode('abîmé;retardé\n');
  expect(decodeFile(Uint8Array.from([...bytes, 0xc3]))).toBe('abîmé;retardé\n\ufffd');
});

test.each([
  ['nothing', [], ''],
  ['one byte', [0x61], 'a'],
  ['half a unit of UTF-16', [0xff, 0xfe, 0x61, 0x00, 0x62], 'a\ufffd'],
  [
    'a stray zero',
    [...new TextEncoder().encode(`retard\0${'colis perdu\n'.repeat(20)}`)],
    `retard\0${'colis perdu\n'.repeat(20)}`,
  ],
  ['a mark alone', [0xef, 0xbb, 0xbf], ''],
])('%s is taken as it is', (_name, bytes, text) => {
  expect(decodeFile(Uint8Array.from(bytes))).toBe(text);
});
