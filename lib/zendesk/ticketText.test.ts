import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defuse, findReference, inline, stars, writeReference } from '@/lib/zendesk/ticketText';

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
  it('can hold no placeholder and no steering character', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const safe of [inline(text), defuse(text)]) {
          expect(safe).not.toMatch(/\{\{|\{%/);
          expect(safe).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u2066-\u2069\u2028\u2029]/);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('are otherwise left as they were written, on one line where one is wanted', () => {
    const text = 'Très <b>mauvais</b> & *lent* [ici](https://x.test)\n\nÀ éviter 😡';
    expect(defuse(text)).toBe(text);
    expect(defuse(defuse('{{a}}'))).toBe(defuse('{{a}}'));
    expect(inline('  Robe   « lune »\n')).toBe('Robe « lune »');
    expect(inline('x'.repeat(1000))).toHaveLength(250);
  });
});

describe('the reference', () => {
  it('is read back from the beginning of a note, whatever follows or was cut away', () => {
    const reference = writeReference(reviewId, 12);
    const forged = writeReference(reviewId, 99);
    for (const text of [
      `${reference}\n★☆☆☆☆ 1/5`,
      ` ${reference} \r\n\r\nTexte`,
      `${reference}\n\nUn texte coup`,
      `${reference}\n${forged}`,
      `${reference}\nTexte\n\n${forged}`,
    ]) {
      expect(findReference(text)).toEqual({ reviewId, seq: 12 });
    }
  });

  it('is read back from the end of a note of an earlier version, however the note comes back', () => {
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
    `Bonjour\n${writeReference(reviewId, 1)}\nplus loin`,
    `${writeReference(reviewId, 1)} et la suite`,
    `voir ${writeReference(reviewId, 1)}`,
    'Réf. 123/1',
  ])('is not found in %j', (body) => {
    expect(findReference(body)).toBeNull();
  });
});

it('draws any rating as five stars', () => {
  expect([0, 1, 3, 5, 9, -2].map(stars)).toEqual(['☆☆☆☆☆', '★☆☆☆☆', '★★★☆☆', '★★★★★', '★★★★★', '☆☆☆☆☆']);
});
