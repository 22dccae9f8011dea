import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findReference, inline, quote, stars, writeReference } from '@/lib/zendesk/ticketText';

const reviewId = '0192f3a0-1111-7abc-8def-0123456789ab';

/** Texts made of what could do harm, besides ordinary ones. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '{{',
        '}}',
        '{%',
        '%}',
        '](',
        '[a]',
        '\n',
        '\r',
        '\u2028',
        '\u202e',
        '\u0000',
        '│ ',
        'Réf. ',
        writeReference(reviewId, 9),
        '<b>',
        'é',
        '😀',
      ),
    )
    .map((parts) => parts.join('')),
);

describe('words of strangers', () => {
  it('can hold no placeholder, no link under another name and no steering character', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const safe of [inline(text), quote(text)]) {
          expect(safe).not.toMatch(/\{\{|\{%|\]\(/);
          expect(safe).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u2066-\u2069\u2028\u2029]/);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('stand behind a bar on each line, so that they never pass for ours', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(
          quote(text)
            .split('\n')
            .every((line) => line.startsWith('│')),
        ).toBe(true);
        expect(findReference(quote(text))).toBeNull();
        expect(inline(text)).not.toContain('\n');
      }),
      { numRuns: 1000 },
    );
  });

  it('are otherwise left as they were written, markup included', () => {
    expect(quote('Très <b>mauvais</b> & *lent*\n\nÀ éviter 😡')).toBe(
      '│ Très <b>mauvais</b> & *lent*\n│\n│ À éviter 😡',
    );
    expect(inline('  Robe   « lune »\n')).toBe('Robe « lune »');
  });

  it('are cut at a length a comment can hold, never within a character', () => {
    const cut = quote('😀'.repeat(20_000));
    expect(cut.length).toBeLessThanOrEqual(15_002);
    expect(cut.endsWith('😀…')).toBe(true);
    expect(inline('x'.repeat(1000))).toHaveLength(250);
  });
});

describe('the reference', () => {
  it('is read back from the end of a note, however the note comes back', () => {
    const reference = writeReference(reviewId, 12);
    for (const body of [
      reference,
      `Texte\n\n${reference}`,
      `Texte\r\n\r\n${reference}\r\n`,
      `Texte\n\u00a0\n ${reference} \n`,
    ]) {
      expect(findReference(body)).toEqual({ reviewId, seq: 12 });
    }
  });

  it.each([
    '',
    'Réf.',
    `${writeReference(reviewId, 1)}\nplus loin`,
    `voir ${writeReference(reviewId, 1)}`,
    'Réf. 123/1',
  ])('is not found in %j', (body) => {
    expect(findReference(body)).toBeNull();
  });
});

it('draws any rating as five stars', () => {
  expect([0, 1, 3, 5, 9, -2].map(stars)).toEqual(['☆☆☆☆☆', '★☆☆☆☆', '★★★☆☆', '★★★★★', '★★★★★', '☆☆☆☆☆']);
});
