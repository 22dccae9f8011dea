import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addWords, splitWords, type WatchedWord } from '@/components/moderationRules/wordList';
import { watchedWordSchema } from '@/lib/websites/schema';

const list: WatchedWord[] = [{ word: 'retard', category: 'delivery' }];

describe('addWords', () => {
  test('takes a pasted list apart at lines, commas, semicolons and tabs, and keeps spaces inside a word', () => {
    expect(splitWords(' Colis,  perdu \nservice   client;Cassé\tvol ')).toEqual([
      'colis',
      'perdu',
      'service client',
      'cassé',
      'vol',
    ]);
  });

  test('leaves a known word where it is, whatever its case or category', () => {
    const { words, added } = addWords(list, 'other', 'RETARD');
    expect(words).toEqual(list);
    expect(added).toBe(0);
  });

  test('takes the good ones of a list and names the first it cannot take', () => {
    const { words, added, refused } = addWords(list, 'other', 'x, colis, !!, vol');
    expect(words.map(({ word }) => word)).toEqual(['retard', 'colis', 'vol']);
    expect(added).toBe(2);
    expect(refused).toEqual({ word: 'x', reason: 'wordTooShort' });
  });

  test('whatever is pasted, every word taken is one the server takes, once', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 70 })), (texts) => {
        const { words } = addWords([], 'delivery', texts.join('\n'));
        for (const word of words)
          expect(watchedWordSchema.safeParse(word).success, JSON.stringify(word)).toBe(true);
        expect(new Set(words.map(({ word }) => word)).size).toBe(words.length);
      }),
    );
  });
});
