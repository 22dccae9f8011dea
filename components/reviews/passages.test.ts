import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toPassages } from '@/components/reviews/passages';

const word = (start: number | null, end: number | null, kind = 'watched_word') => ({
  kind,
  category: null,
  start,
  end,
});

describe('passages of a review', () => {
  it('marks the matched words and nothing else', () => {
    const passages = toPassages('Livraison en retard, produit cassé.', [word(13, 19)]);
    expect(passages.map(({ text, causes }) => [text, causes.length])).toEqual([
      ['Livraison en ', 0],
      ['retard', 1],
      [', produit cassé.', 0],
    ]);
  });

  it('names every cause where two matches overlap', () => {
    const passages = toPassages('abcdef', [word(1, 4, 'insult'), word(2, 6, 'personal_data')]);
    expect(passages.map(({ text, causes }) => [text, causes.map((cause) => cause.kind)])).toEqual([
      ['a', []],
      ['b', ['insult']],
      ['cd', ['insult', 'personal_data']],
      ['ef', ['personal_data']],
    ]);
  });

  it('leaves a text without matches whole, and an empty text empty', () => {
    expect(toPassages('Parfait', [word(null, null, 'rating')])).toEqual([{ text: 'Parfait', causes: [] }]);
    expect(toPassages('', [word(0, 3)])).toEqual([]);
  });

  it('never changes the text and never breaks a character, whatever the offsets', () => {
    const offsets = fc.array(fc.tuple(fc.integer({ min: -5, max: 60 }), fc.integer({ min: -5, max: 60 })), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), offsets, (text, pairs) => {
        const passages = toPassages(
          text,
          pairs.map(([start, end]) => word(start, end)),
        );
        expect(passages.map((passage) => passage.text).join('')).toBe(text);
        for (const passage of passages) expect(passage.text).not.toMatch(/\p{Surrogate}/u);
      }),
    );
  });
});
