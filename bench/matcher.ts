/**
 * The watched-word matcher over a text of the longest kind, beside what one would write without it: a regular expression per
 * word over the same folded text. What counts is how the time grows with the number of words.
 */
import { measure, ratioOf } from './measure';
import type { Result } from './results';
import { foldText, foldWord } from '@/lib/moderation/foldText';
import { createMatcher, findWords } from '@/lib/moderation/watchedWords';
import { commentMax } from '@/lib/reviews/schema';

const counts = [100, 1_000, 10_000] as const;
const syllables = 'ba ce di fo gu la me ni po ru sa te vi lo mu ra ze ki do nu'.split(' ');

/** The same on every machine: a word for each number, of three to five syllables. */
function wordOf(number: number): string {
  let word = '';
  for (let rest = number + 400, index = 0; index < 3 + (number % 3); index++) {
    word += syllables[(rest + index * 7) % syllables.length] ?? '';
    rest = Math.floor(rest / syllables.length) + number * (index + 1);
  }
  return `${word}${number.toString(36).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')}`;
}

/** As people write: words of the list are rare among others, with accents and capitals. */
function makeText(): string {
  const parts: string[] = [];
  for (let index = 0; parts.join(' ').length < commentMax; index++)
    parts.push(index % 40 === 7 ? wordOf(index) : `Été ${wordOf(50_000 + index * 3)}, livré`);
  return parts.join(' ').slice(0, commentMax);
}

export function benchMatcher(): Result {
  const text = makeText();
  const lists = counts.map((count) =>
    Array.from({ length: count }, (_, index) => ({ word: wordOf(index), category: 'other' })),
  );
  const matchers = lists.map((words) => createMatcher(words));
  // A matcher that finds nothing would be fast for the wrong reason.
  if (matchers.some((matcher) => findWords(matcher, text).length === 0))
    throw new Error('The text holds words of each list');
  const patterns = lists.map((words) =>
    words.map(({ word }) => new RegExp(`(?<= |^)${foldWord(word)}\\S{0,3}(?= |$)`)),
  );
  const matched = measure(
    matchers.map((matcher, index) => ({
      name: `matcher, ${counts[index]} words`,
      run: () => void findWords(matcher, text),
    })),
    { rounds: 7, calls: 150 },
  );
  const naive = measure(
    patterns.map((list, index) => ({
      name: `one regular expression per word, ${counts[index]} words`,
      run: () => {
        const folded = foldText(text).text;
        for (const pattern of list) pattern.test(folded);
      },
    })),
    { rounds: 7, calls: 4 },
  );
  const [small, , large] = matched;
  const [naiveSmall, , naiveLarge] = naive;
  if (!small || !large || !naiveSmall || !naiveLarge) throw new Error('Every list is measured');
  const growth = ratioOf(large, small);
  return {
    name: 'watched words over a text of 2,000 characters',
    rows: [...matched, ...naive].map(({ name, p50Ms, p99Ms }) => ({ name, p50Ms, p99Ms })),
    ratios: {
      'matcher: 10,000 words against 100': growth,
      'expressions: 10,000 words against 100': ratioOf(naiveLarge, naiveSmall),
      'expressions against matcher, 10,000 words': naiveLarge.p50Ms / large.p50Ms,
    },
    // A hundred times the words: linear would be 100. Five leaves room for caches that no longer fit.
    gates: [
      {
        name: 'time does not grow with the words: 100 times as many cost at most 5 times',
        isMet: growth <= 5,
      },
    ],
  };
}
