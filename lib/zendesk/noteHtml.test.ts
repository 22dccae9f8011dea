import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeTextOf } from '@/lib/zendesk/comment/reading';
import {
  countFitting,
  maxNoteBytes,
  toHtml,
  writeNote,
  type Block,
  type NoteWords,
} from '@/lib/zendesk/noteHtml';
import { findReference, writeReference } from '@/lib/zendesk/ticketText';

const reviewId = '0192f3a0-1111-7abc-8def-0123456789ab';
const reference = writeReference(reviewId, 4);
const url = 'https://reviews.example/reviews/1';
const words: NoteWords = {
  url,
  shortened: `Shortened: read the whole text at ${url}`,
  earlier: (count) => `${count} earlier, see ${url}`,
};
const read = (html: string) => wholeTextOf({ body: null, html_body: html, plain_body: '' });
const event = (quote: string): Block => ({ lines: ['12 Nov · Camille replied:'], quote });
const noteOf = (events: Block[], head: Block[] = []) => writeNote(reference, { head, events, words });
const shortenings = (html: string) => html.split('Shortened').length - 1;

describe('nothing of a text is read as anything but text', () => {
  it.each([
    ['Prix <50 € et >30 €', 'Prix &lt;50 € et &gt;30 €'],
    ['<b>nul</b> & "co"', '&lt;b&gt;nul&lt;/b&gt; &amp; &quot;co&quot;'],
    ['&nbsp;&lt;', '&amp;nbsp;&amp;lt;'],
    ['**gras** _x_ `y` # titre', '**gras** _x_ `y` # titre'],
    ['deux  blancs\n  retrait', 'deux &nbsp;blancs<br>&nbsp;&nbsp;retrait'],
    ['a\n\nb', 'a<br><br>b'],
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ["' onclick='x", '&#39; onclick=&#39;x'],
  ])('%j', (text, html) => {
    expect(toHtml(text)).toBe(html);
  });

  it('comes back as it was written, whatever it is', () => {
    const hostile = fc
      .array(
        fc.constantFrom(
          '<',
          '>',
          '&',
          '&amp;',
          '</p>',
          '<a href="x">',
          '**',
          '](',
          'é',
          '😀',
          'mot',
          ' mot',
          '\n',
        ),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(hostile, (text) => {
        const html = toHtml(text);
        expect(html.replaceAll('<br>', '')).not.toMatch(/[<>]/);
        const lines = text.split('\n').map((line) => line.replace(/\s+/g, ' ').trim());
        const plain = lines
          .join('\n')
          .replace(/\n{3,}/g, '\n\n')
          .trim();
        expect(read(`<p>${html}</p>`)).toBe(plain);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps placeholders from being filled in', () => {
    expect(toHtml('{{ticket.requester.email}} {% if x %}')).not.toMatch(/\{[{%]/);
  });
});

describe('the whole note stays below what a comment holds', () => {
  it.each([
    ['five long texts', Array.from({ length: 5 }, () => 'a'.repeat(14_890))],
    ['three in Japanese', Array.from({ length: 3 }, () => '日'.repeat(14_890))],
    ['three with accents', Array.from({ length: 3 }, () => 'é'.repeat(14_890))],
    ['signs that grow when escaped', ['&"<'.repeat(5_000)]],
    ['empty lines only', ['a' + '\n'.repeat(14_000) + 'b']],
    ['blanks', ['a' + ' '.repeat(14_000) + 'b']],
    ['families', ['👨‍👩‍👧‍👦'.repeat(1_300)]],
    ['one character with thousands of marks', ['a' + '\u0301'.repeat(60_000)]],
    ['half characters', ['\ud83d'.repeat(30_000)]],
    ['a short one among long ones', ['court', '日'.repeat(14_890), '日'.repeat(14_890)]],
  ])('%s', (_what, texts) => {
    const html = noteOf(texts.map(event));
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(maxNoteBytes);
    expect(findReference(read(html))).toEqual({ reviewId, seq: 4 });
    expect(findReference(read(html.slice(0, 200)))).toEqual({ reviewId, seq: 4 });
    const whole = texts.filter((text) => html.includes(`<p>${toHtml(text)}</p>`)).length;
    expect(shortenings(html)).toBe(texts.length - whole);
  });

  it('cuts where a reader sees no character cut in two, and says so with the way to the whole', () => {
    const html = noteOf([event('👨‍👩‍👧‍👦'.repeat(3_000))]);
    const [, quoted = ''] = /<blockquote><p>(.*?)…<\/p>/.exec(html) ?? [];
    expect(quoted.replaceAll('👨‍👩‍👧‍👦', '')).toBe('');
    expect(quoted.length).toBeGreaterThan(20_000);
    expect(html).toContain(`Shortened: read the whole text at <a href="${url}">`);
  });

  it('cuts the long ones only, and uses what there is room for', () => {
    const html = noteOf([event('court'), event('日'.repeat(30_000))]);
    expect(html).toContain('<p>court</p>');
    expect(shortenings(html)).toBe(1);
    expect(Buffer.byteLength(html)).toBeGreaterThan(maxNoteBytes - 1_000);
  });

  it('leaves the oldest out where there are too many, and says how many', () => {
    const html = noteOf(Array.from({ length: 5_000 }, (_, index) => event(`n° ${index}`)));
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(maxNoteBytes);
    expect(html).toContain('n° 4999');
    expect(html).toMatch(/\d+ earlier, see/);
    expect(findReference(read(html))?.seq).toBe(4);
  });
});

describe('what does not fit may follow', () => {
  it('counts the events that fit whole', () => {
    const events = Array.from({ length: 20 }, () => event('日'.repeat(2_980)));
    const count = countFitting([], events, words);
    expect(count).toBe(6);
    expect(shortenings(noteOf(events.slice(0, count)))).toBe(0);
    expect(shortenings(noteOf(events.slice(0, count + 1)))).toBeGreaterThan(0);
  });

  it('is never nothing: one that is too long by itself goes shortened', () => {
    expect(countFitting([], [event('日'.repeat(30_000)), event('x')], words)).toBe(1);
    expect(countFitting([], [], words)).toBe(0);
    expect(countFitting([event('日'.repeat(30_000))], [event('x')], words)).toBe(1);
  });
});
