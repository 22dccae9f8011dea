import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanWord, refusal } from '@/components/moderationRules/wordList';
import {
  decodeFile,
  mergeWords,
  readWordsFile,
  writeWordsFile,
} from '@/components/moderationRules/wordsFile';
import { watchedWordCategories } from '@/lib/websites/schema';

const names = { delivery: 'Livraison', price_refund: 'Prix et remboursement' } as const;

const word = fc
  .string({ unit: 'binary', minLength: 2, maxLength: 40 })
  .map(cleanWord)
  .filter(
    (text) => text !== '' && refusal(text) === null && !['word', 'words', 'mot', 'mots'].includes(text),
  );
const entry = fc.record({ word, category: fc.constantFrom(...watchedWordCategories) });

test('what is written is read back the same, whatever the words hold', () => {
  const lists = fc.uniqueArray(entry, { selector: (item) => item.word, maxLength: 30 });
  fc.assert(
    fc.property(lists, fc.constantFrom(',' as const, ';' as const), (words, delimiter) => {
      expect(readWordsFile(writeWordsFile(words, delimiter), {})).toEqual({ words, problems: [] });
    }),
  );
});

test('no cell of a written file starts a formula', () => {
  const text = writeWordsFile([{ word: '=cmd|a1', category: 'other' }], ';');
  expect(text).toContain("'=cmd|a1");
  expect(text).not.toMatch(/(^|[;\n])"?[=+\-@]/);
});

test('a list made by hand is understood: heading or none, names of categories, one column', () => {
  expect(readWordsFile('Mot;Catégorie\nColis perdu;livraison\nAvocat;legal_threat', names).words).toEqual([
    { word: 'colis perdu', category: 'delivery' },
    { word: 'avocat', category: 'legal_threat' },
  ]);
  expect(readWordsFile('retard\nabîmé\n\n', names).words).toEqual([
    { word: 'retard', category: 'other' },
    { word: 'abîmé', category: 'other' },
  ]);
  expect(readWordsFile('arnaque,PRIX ET REMBOURSEMENT', names).words).toEqual([
    { word: 'arnaque', category: 'price_refund' },
  ]);
});

test('a line that cannot be taken is named with its number, the others are taken', () => {
  const { words, problems } = readWordsFile(
    'retard;delivery\nx;other\n!!!;other\nvol;nowhere\nRetard;other',
    {},
  );
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

test('files of older spreadsheets keep their accents', () => {
  expect(decodeFile(Uint8Array.from([0x61, 0x62, 0xee, 0x6d, 0xe9]))).toBe('abîmé');
  expect(decodeFile(new TextEncoder().encode('abîmé'))).toBe('abîmé');
  expect(decodeFile(Uint8Array.from([0xff, 0xfe, 0xe9, 0x00]))).toBe('é');
});

test('joining keeps the category a word already has', () => {
  const present = [{ word: 'retard', category: 'delivery' as const }];
  const imported = [
    { word: 'retard', category: 'other' as const },
    { word: 'vol', category: 'other' as const },
  ];
  expect(mergeWords(present, imported)).toEqual([present[0], imported[1]]);
});
