import { describe, expect, it } from 'vitest';
import { readComposer, toComposerHtml } from '@/components/sidebar/composerText';

describe('a template for the rich-text composer', () => {
  it.each([
    'Bonjour,\n\nmerci à vous & à bientôt',
    'Prix <50 € et >30 €, <b>nul</b>',
    'un\r\ndeux',
    '&amp; comme écrit',
    '<img src=x onerror=alert(1)>',
  ])('says “%s” and nothing else', (text) => {
    const html = toComposerHtml(text);
    expect(html).not.toMatch(/<(?!br>)/);
    expect(html.split('<br>')).toHaveLength(text.split('\n').length);
    expect(readComposer(html, true)).toBe(text.replace(/\s+/g, ' '));
  });
});

describe('what the composer holds', () => {
  it.each([
    ['<p>a&nbsp;b</p>', null, 'a b'],
    ['R &amp; D', null, 'R & D'],
    ['R & D <3', null, 'R & D <3'],
    ['R &amp; D', false, 'R &amp; D'],
    ['<style>p{}</style><p>vu</p>', true, 'vu'],
    ['', true, ''],
  ])('%s, rich %s, reads “%s”', (written, isRich, text) => {
    expect(readComposer(written, isRich)).toBe(text);
  });
});
