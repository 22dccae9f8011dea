import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBlack, listFiles, listReadable, withRedactMarks } from '@/lib/zendesk/redaction';
import type { Comment } from '@/lib/zendesk/resources/comments';

const comment = (more: object): Comment => ({ id: 1, ...more });
const unmark = (html: string) =>
  html.replaceAll(/<\/?redact>/g, '').replaceAll(/(<[a-z][\w:-]*) redact(?=[\s/>])/gi, '$1');

describe('what Zendesk is told to blacken', () => {
  it.each([
    ['<p>Rose</p>', '<p><redact>Rose</redact></p>'],
    [
      '<a href="mailto:rose@mail.test">rose@mail.test</a>',
      '<a redact href="mailto:rose@mail.test"><redact>rose@mail.test</redact></a>',
    ],
    ['<a href="tel:+33745002136">07</a>', '<a redact href="tel:+33745002136"><redact>07</redact></a>'],
    [
      '<img src="/attachments/token/Kx2/?name=photo.png" alt="Maud" />',
      '<img redact src="/attachments/token/Kx2/?name=photo.png" alt="Maud" />',
    ],
    ["<img alt='Maud > Léa' src=x>", "<img redact alt='Maud > Léa' src=x>"],
    ['<span title="Maud">ok</span>', '<span redact title="Maud"><redact>ok</redact></span>'],
    ['<p class="maud">5 < 6 &amp; 7</p>', '<p class="maud"><redact>5 < 6 &amp; 7</redact></p>'],
    ['<p>&nbsp;</p> <p>▇▇▇</p>', '<p>&nbsp;</p> <p>▇▇▇</p>'],
    ['<a class="x"></a><img width="5">', '<a class="x"></a><img width="5">'],
    ['<!-- maud --><p>a</p>', '<!-- maud --><p><redact>a</redact></p>'],
    ['sans balise', '<redact>sans balise</redact>'],
  ])('%s', (html, marked) => {
    expect(withRedactMarks(html)).toBe(marked);
  });

  it('is the comment as it is once the marks are taken out, whatever it holds', () => {
    const part = fc.constantFrom(
      '<p>',
      '</p>',
      '<',
      '>',
      '&lt;',
      'Maud',
      ' ',
      '"',
      '<a href="x">',
      '</a>',
      '<br/>',
      '<img alt="é">',
      '▇',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const html = parts.join('');
        expect(unmark(withRedactMarks(html))).toBe(html);
      }),
    );
  });
});

describe('what is left of a comment', () => {
  it.each([
    ['words', { html_body: '<p>Rose</p>' }],
    ['an address behind black words', { html_body: '<p><a href="mailto:rose@mail.test">▇▇▇</a></p>' }],
    [
      'a picture without a word',
      { html_body: '<p><img src="/attachments/token/x" /></p>', body: '', plain_body: '' },
    ],
    ['a picture’s alternative text', { html_body: '<p><img alt="Maud Castaing" /></p>' }],
    ['a title', { html_body: '<p><span title="Maud">▇</span></p>' }],
    ['words beside an empty plain_body', { html_body: '<p>Rose</p>', plain_body: '' }],
    ['words where only body holds them', { html_body: null, body: 'Rose', plain_body: '' }],
    ['words behind the mark of a quotation', { html_body: '<p>▇▇▇▇</p>', body: '> Rose' }],
    ['a number that is no place in a list', { html_body: '<p>▇▇▇▇</p>', body: '1. 0745002136' }],
    ['words that plain_body held on to', { html_body: '<p>▇▇▇▇</p>', body: '▇▇▇▇', plain_body: 'Rose' }],
    [
      'a file without a word',
      { html_body: '', body: '', plain_body: '', attachments: [{ id: 3, file_name: 'carte-maud.jpg' }] },
    ],
  ])('%s', (_, more) => {
    expect(isBlack(comment(more))).toBe(false);
  });

  it.each([
    {
      html_body: '<div class="zd-comment" dir="auto"><p>▇▇▇ ▇▇</p></div>',
      body: '▇▇▇ ▇▇',
      plain_body: '▇▇▇ ▇▇',
    },
    { html_body: '<p>▇<a></a>&nbsp;<img/></p>', body: '', plain_body: null },
    { html_body: '<p><a href="#">▇▇</a></p>', attachments: [{ id: 3, file_name: 'redacted.txt' }] },
    {
      html_body: '<blockquote><p>▇▇▇</p><blockquote>▇</blockquote></blockquote>',
      body: '> ▇▇▇\n> > ▇\n>\n',
      plain_body: '> ▇▇▇',
    },
    { html_body: '', body: '', plain_body: '', attachments: [] },
    { html_body: '<blockquote><p>▇▇▇</p></blockquote>', body: '>\n\n> ▇▇▇', plain_body: '  ▇▇▇  ' },
    { html_body: '<ol><li>▇▇</li><li>▇</li></ol>', body: '1. ▇▇\n2. ▇', plain_body: '1. ▇▇\n2. ▇' },
    { html_body: '<ul><li>▇▇</li></ul><h2>▇</h2>', body: '* ▇▇\n- ▇\n\n## ▇', plain_body: '• ▇▇' },
    {},
  ])('nothing of %j', (more) => {
    expect(isBlack(comment(more))).toBe(true);
    expect([...listReadable(comment(more)), ...listFiles(comment(more))]).toEqual([]);
  });
});
