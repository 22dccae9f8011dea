import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildAutomaton, scan } from '@/lib/moderation/automaton';
import { foldText } from '@/lib/moderation/foldText';
import { createMatcher, findWords } from '@/lib/moderation/watchedWords';

const matcherOf = (...words: string[]) => createMatcher(words.map((word) => ({ word, category: 'other' })));
/** The watched words found, each with the passage that was read as it. */
const find = (text: string, ...words: string[]) =>
  findWords(matcherOf(...words), text).map(({ word, matchedText }) => `${word}=${matchedText}`);

describe('a watched word is found', () => {
  it.each([
    ['in any case', 'REMBOURSEMENT', 'remboursement'],
    ['with or without accents', 'Rétárd', 'retard'],
    ['watched with accents, written without', 'casse', 'cassé'],
    ['in the plural', 'retards', 'retard'],
    ['in the singular', 'retard', 'retards'],
    ['in an irregular plural', 'journaux', 'journal'],
    ['in the feminine', 'nulle', 'nul'],
    ['as a participle', 'cassées', 'cassé'],
    ['in an English plural', 'deliveries', 'delivery'],
    ['in an Italian plural', 'pacchi', 'pacco'],
    ['spelt letter by letter', 'r e m b o u r s e m e n t', 'remboursement'],
    ['cut by signs', 'rem-bour.se_ment', 'remboursement'],
    ['with invisible characters inside', 're\u200b\u00adtard', 'retard'],
    ['with digits for letters', 'r3t4rd', 'retard'],
    ['with 1 for l', 'co1is', 'colis'],
    ['with 1 for i', 'col1s', 'colis'],
    ['with signs for letters', 'r€t@rd', 'retard'],
    ['with Cyrillic look-alikes', 'сolіs', 'colis'],
    ['with Greek look-alikes', 'rεtαrd'.replace('ε', 'e'), 'retard'],
    ['in full-width letters', 'ｒｅｔａｒｄ', 'retard'],
    ['in mathematical letters', '𝓻𝓮𝓽𝓪𝓻𝓭', 'retard'],
    ['with combining marks of its own', 're\u0301tard', 'retard'],
    ['with fillers nobody sees inside', 're\u3164t\u034far\u{e0020}d', 'retard'],
    ['watched in pieces, written whole', 'Ångström', 'A\u030angstro\u0308m'],
    ['watched whole, written in pieces', 'cre\u0300me', 'crème'],
    ['in Hangul of either form', '배송'.normalize('NFD'), '배송'],
    ['watched with invisible signs', 'retard', '\ufeffre\u200btard'],
    ['as a phrase over any separators', 'service  --  client', 'service client'],
    ['as a phrase written in one', 'service-clients', 'service client'],
    ['in another script', 'плохая доставка', 'доставка'],
  ])('%s', (_how, text, word) => {
    expect(find(text, word)).toEqual([`${word}=${word === 'доставка' ? 'доставка' : text}`]);
  });

  it('between emoji, with offsets into the text as written', () => {
    const text = '😀👍🏽 très en RETARDS 😡';
    const [match] = findWords(matcherOf('retard'), text);
    expect(text.slice(match?.start, match?.end)).toBe('RETARDS');
  });
});

describe('a watched word is not found', () => {
  it.each([
    ['inside another word', 'retardataire', 'retard'],
    ['across two ordinary words', 'au bord de la mer de Chine', 'merde'],
    ['across an apostrophe', 'l’arme', 'larme'],
    ['in a shorter word', 'mai', 'mal'],
    ['in a word with another accent', 'mère', 'mer'],
    ['in a figure', 'commande 1001', 'iooi'],
    ['across a sentence’s end', 'Il est nu. Le colis', 'nul'],
  ])('%s', (_how, text, word) => {
    expect(find(text, word)).toEqual([]);
  });
});

it('takes the longest of words that lie over each other', () => {
  expect(find('le service client est là', 'service', 'service client', 'client')).toEqual([
    'service client=service client',
  ]);
});

it('survives any text and any words, and every passage reads as its word', () => {
  const anyText = fc.string({ unit: 'binary', maxLength: 80 });
  const words = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }), { maxLength: 6 });
  fc.assert(
    fc.property(anyText, words, (text, list) => {
      for (const { start, end, matchedText } of findWords(matcherOf(...list), text)) {
        expect(start).toBeLessThan(end);
        expect(matchedText).toBe(text.slice(start, end));
      }
    }),
    { numRuns: 100 },
  );
});

it('finds a plain word wherever it stands between other words, in any case and with any accents', () => {
  const letters = fc.string({
    unit: fc.constantFrom('b', 'c', 'd', 'f', 'g', 'm', 'n', 'p', 'r', 't', 'v'),
    minLength: 5,
    maxLength: 9,
  });
  const disguise = (word: string, marks: boolean[]) =>
    Array.from(word)
      .map((char, index) => (marks[index] ? `${char.toUpperCase()}\u0301` : char))
      .join('');
  fc.assert(
    fc.property(
      letters,
      letters,
      letters,
      fc.array(fc.boolean(), { maxLength: 9 }),
      (before, word, after, marks) => {
        const matches = findWords(matcherOf(word), `${before} ${disguise(word, marks)}, ${after}`);
        expect(matches.some(({ start }) => start === before.length + 1)).toBe(true);
      },
    ),
  );
});

it('maps every folded character to the place it came from', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const { text: folded, starts, ends } = foldText(text);
      expect(starts).toHaveLength(folded.length);
      for (let index = 0; index < folded.length; index++) {
        expect(starts[index]).toBeLessThan(ends[index] ?? 0);
        if (index > 0) expect(starts[index]).toBeGreaterThanOrEqual(starts[index - 1] ?? 0);
      }
    }),
  );
});

describe('the automaton', () => {
  const fewLetters = fc.constantFrom('a', 'b', ' ', 'c');
  it('finds exactly what a search for each word finds', () => {
    const letters = fc.string({ unit: fewLetters, minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.uniqueArray(letters, { maxLength: 8 }),
        fc.string({ unit: fewLetters, maxLength: 40 }),
        (words, text) => {
          const found: string[] = [];
          scan(buildAutomaton(words), text, (word, start, end) => found.push(`${word}:${start}-${end}`));
          const expected = words.flatMap((word, number) =>
            [...Array(text.length).keys()]
              .filter((at) => text.startsWith(word, at))
              .map((at) => `${number}:${at}-${at + word.length}`),
          );
          expect(found.sort()).toEqual(expected.sort());
        },
      ),
    );
  });

  it('looks at each character of a text about once, however many words it knows', () => {
    const word = (number: number) =>
      `mot${number
        .toString(36)
        .padStart(4, '0')
        .replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? 'a')}`;
    const stepsFor = (count: number) => {
      const automaton = buildAutomaton([
        ...new Set(Array.from({ length: count }, (_, number) => word(number))),
      ]);
      let steps = 0;
      const { edges } = automaton;
      const counted = {
        ...automaton,
        edges: { get: (key: number) => (steps++, edges.get(key)) } as unknown as Map<number, number>,
      };
      scan(
        counted,
        'le colis motaaab est arrivé motzzzz avec du motard et des mots '.repeat(30),
        () => undefined,
      );
      return steps;
    };
    const [few, many] = [stepsFor(10), stepsFor(10_000)];
    expect(many).toBeLessThan(few * 2);
  });
});
