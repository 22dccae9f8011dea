import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanWord, refusal } from '@/components/moderationRules/wordList';
import { categoryNames } from '@/components/moderationRules/columnNames';
import { mergeWords, readWordsFile, writeWordsFile } from '@/components/moderationRules/wordsFile';
import { locales } from '@/lib/platform/i18n/locales';
import { translator } from '@/lib/platform/i18n/translator';
import { watchedWordCategories } from '@/lib/websites/schema';

const word = fc
  .string({ unit: 'binary', minLength: 2, maxLength: 40 })
  .map(cleanWord)
  .filter((text) => text !== '' && refusal(text) === null);
const entry = fc.record({ word, category: fc.constantFrom(...watchedWordCategories) });

test('what is written is read back the same, whatever the words hold', () => {
  const lists = fc.uniqueArray(entry, { selector: (item) => item.word, maxLength: 30 });
  fc.assert(
    fc.property(lists, fc.constantFrom(',' as const, ';' as const), (words, delimiter) => {
      expect(readWordsFile(writeWordsFile(words, delimiter))).toEqual({ words, problems: [] });
    }),
  );
});

test('no cell of a written file starts a formula', () => {
  const text = writeWordsFile([{ word: '=cmd|a1', category: 'other' }], ';');
  expect(text).toContain("'=cmd|a1");
  expect(text).not.toMatch(/(^|[;\n])"?[=+\-@]/);
});

test('a list made by hand is understood: heading or none, names of categories, one column', () => {
  expect(readWordsFile('Mot;Catégorie\nColis perdu;livraison\nAvocat;legal_threat').words).toEqual([
    { word: 'colis perdu', category: 'delivery' },
    { word: 'avocat', category: 'legal_threat' },
  ]);
  expect(readWordsFile('retard\nabîmé\n\n').words).toEqual([
    { word: 'retard', category: 'other' },
    { word: 'abîmé', category: 'other' },
  ]);
  expect(readWordsFile('arnaque,PRIX ET REMBOURSEMENT').words).toEqual([
    { word: 'arnaque', category: 'price_refund' },
  ]);
});

test('a line that cannot be taken is named with its number, the others are taken', () => {
  const { words, problems } = readWordsFile('retard;delivery\nx;other\n!!!;other\nvol;nowhere\nRetard;other');
  expect(words).toEqual([
    { word: 'retard', category: 'delivery' },
    { word: 'vol', category: 'other' },
  ]);
  expect(problems).toEqual([
    { line: 2, word: 'x', reason: 'wordTooShort' },
    { line: 3, word: '!!!', reason: 'wordWithoutLetters' },
    { line: 4, word: 'nowhere', reason: 'unknownCategory' },
  ]);
});

const delivery = (...words: string[]) => words.map((word) => ({ word, category: 'delivery' }));

test.each([
  [
    'German',
    '\ufeffWort;Kategorie\r\nverloren;delivery\r\nKiste offen;delivery\r\n',
    ['verloren', 'kiste offen'],
  ],
  [
    'Italian',
    '\ufeffParola;Categoria\r\nperso;delivery\r\nscatola aperta;delivery\r\n',
    ['perso', 'scatola aperta'],
  ],
  [
    'Spanish',
    '\ufeffPalabra;Categoría\r\nperdido;delivery\r\ncaja abierta;delivery\r\n',
    ['perdido', 'caja abierta'],
  ],
  ['a tab named', 'sep=\t\r\nperdu\tdelivery\r\nboîte ouverte\tdelivery\r\n', ['perdu', 'boîte ouverte']],
  [
    'a semicolon named',
    '\ufeffsep=;\r\nMot;Catégorie\r\nperdu;delivery\r\nboîte ouverte;delivery\r\n',
    ['perdu', 'boîte ouverte'],
  ],
  ['a separator named in quotation marks', '"sep=|"\nWÖRTER|KATEGORIE\nperdu|Lieferung\n', ['perdu']],
  ['a separator nobody expects', 'sep=:\nParole chiave:Categorie\nperso, rotto:Consegna', ['perso, rotto']],
  ['a separator left open', 'SEP=\nMot,Catégorie\nperdu,Entrega', ['perdu']],
  ['lines left empty before the heading', '\n;\n\nPalabras clave;Categoría\nperdido;Delivery', ['perdido']],
  ['columns the other way round', 'Kategorie;Stichwort\nLieferung;verloren', ['verloren']],
  ['columns among others', 'id;mot;auteur;catégorie\n1;perdu;Anne;livraison', ['perdu']],
  ['line ends of old computers', 'Mot;Catégorie\rperdu;delivery\rvolé;delivery\r', ['perdu', 'volé']],
])('a list with %s gives its words and no line to look at', (_name, text, expected) => {
  expect(readWordsFile(text)).toEqual({ words: delivery(...expected), problems: [] });
});

test.each([
  ['mot;delivery\nwort;delivery', ['mot', 'wort']],
  ['Word;Category\nperdu;delivery\nword;delivery\nsep=;delivery', ['perdu', 'word', 'sep=']],
  ['perdu;delivery\nparola;delivery\nPalabra;Entrega', ['perdu', 'parola', 'palabra']],
])('a word called like a heading is a word: %j', (text, expected) => {
  expect(readWordsFile(text)).toEqual({ words: delivery(...expected), problems: [] });
});

test.each(locales)('the portal’s names of the categories in %s are known', (locale) => {
  const t = translator(locale, 'applications');
  for (const code of watchedWordCategories)
    expect(categoryNames[code]).toContain(t(`moderation.categories.${code}`));
});

test('a quotation mark that is never closed is named with its line and costs no other', () => {
  const text =
    'Mot;Catégorie\nperdu;delivery\n"volé;delivery\n"écran 5""";delivery\n"cassé;delivery\nfin;delivery\n';
  expect(readWordsFile(text)).toEqual({
    words: delivery('perdu', 'écran 5"', 'fin'),
    problems: [
      { line: 3, word: '"volé;delivery', reason: 'quoteUnclosed' },
      { line: 5, word: '"cassé;delivery', reason: 'quoteUnclosed' },
    ],
  });
});

test.each([
  ['in a cell of several lines', '"colis\nperdu";delivery\nx;other', { words: ['colis perdu'], line: 3 }],
  ['within a cell', '5" cassé;delivery\nx;other', { words: ['5" cassé'], line: 2 }],
  [
    'closed in the middle of a cell further down',
    '"perdu;delivery\nvolé"x;delivery',
    { words: ['volé"x'], line: 1 },
  ],
  ['before spaces', '"perdu"  ;"delivery" \n!;other', { words: ['perdu'], line: 2 }],
  ['alone at the end', 'perdu;delivery\n"', { words: ['perdu'], line: 2 }],
])('quotation marks %s cost no other line', (_place, text, { words, line }) => {
  const read = readWordsFile(text);
  expect(read.words).toEqual(delivery(...words));
  expect(read.problems.map((problem) => problem.line)).toEqual([line]);
});

test('joining keeps the category a word already has', () => {
  const present = [{ word: 'retard', category: 'delivery' as const }];
  const imported = [
    { word: 'retard', category: 'other' as const },
    { word: 'vol', category: 'other' as const },
  ];
  expect(mergeWords(present, imported)).toEqual([present[0], imported[1]]);
});
