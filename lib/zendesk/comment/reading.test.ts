import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWordless, readReply, wholeTextOf, type CommentBodies } from '@/lib/zendesk/comment/reading';

const html = (inner: string) => ({ html_body: `<div class="zd-comment" dir="auto">${inner}</div>` });
const read = (inner: string) => readReply(html(inner)).text;

describe('a comment’s text is what a person sees of its HTML', () => {
  test('with the address behind a link’s words, the points of a list, ordinary spaces', () => {
    const comment: CommentBodies = {
      body: 'Bonjour, remplissez [cette page](https://retours.boutique.example/d/5K) puis :\n\n* collez l’étiquette\n* déposez le colis',
      html_body:
        '<div class="zd-comment" dir="auto"><p dir="auto">Bonjour,&nbsp;remplissez <a href="https://retours.boutique.example/d/5K" rel="noreferrer">cette page</a> puis :</p><ul dir="auto"><li>collez l’étiquette</li><li>déposez le colis</li></ul><p><a href="javascript:void(0)">Merci</a></p></div>',
      plain_body:
        'Bonjour,&nbsp;remplissez cette page puis :\n\n\ncollez l’étiquette\ndéposez le colis\n\nMerci',
    };
    expect(readReply(comment).text).toBe(
      'Bonjour, remplissez cette page (https://retours.boutique.example/d/5K) puis :\n• collez l’étiquette\n• déposez le colis\nMerci',
    );
  });

  test.each([
    ['blocks and breaks end one line each', '<p>a</p><p>b<br>c<br></p><div>d</div>', 'a\nb\nc\nd'],
    ['at most one empty line', '<p>a</p><p>&nbsp;</p><p> &nbsp;</p><div><br></div><p>b</p>', 'a\n\nb'],
    ['source lines are blanks', '<p>\n  a\n  b\n</p>\n\n<p>c</p>', 'a b\nc'],
    ['lines of preformatted text stay', '<pre>a\n  b\r\n\r\nc</pre>', 'a\nb\n\nc'],
    [
      'entities are decoded once',
      '<p>Tom &amp; Ana &lt;3 &amp;nbsp; &eacute;&#233;&#x1F642;</p>',
      'Tom & Ana <3 &nbsp; éé🙂',
    ],
    ['an entity the writer typed stays', '<p>&amp;amp;</p>', '&amp;'],
    ['numbered points', '<ol start="3"><li>a</li><li><p>b</p></li></ol>', '3. a\n4. b'],
    ['lists in lists', '<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>', '• a\n1. b\n• c'],
    ['an empty point is none', '<ul><li></li><li>a</li></ul>', '• a'],
    [
      'cells are held apart',
      '<table><tr><td>Suivi</td><td>AB12</td></tr><tr><td>x</td></tr></table>',
      'Suivi AB12\nx',
    ],
    [
      'what nobody sees is not there',
      '<style>p{}</style><p hidden>x</p><p style="display: NONE">y</p><!-- z -->a',
      'a',
    ],
    ['an emoji sent as a picture', '<p>Merci <img alt="🙂" src="https://mail.test/e.png"></p>', 'Merci 🙂'],
    ['no words at all', '<p>&nbsp;&#8203;▇▇</p>', ''],
    ['tags that are never closed', '<p>a<b>b<div>c', 'ab\nc'],
    ['half a tag at the end', '<p>a</p><a href="https://x.test', 'a'],
  ])('%s', (_what, given, expected) => {
    expect(read(given)).toBe(expected);
  });

  test.each([
    [
      'the address is its words',
      '<a href="https://www.shop.test/">https://www.shop.test</a>',
      'https://www.shop.test',
    ],
    ['but for its scheme', '<a href="https://shop.test/Aide">shop.test/aide</a>', 'shop.test/aide'],
    [
      'around a picture',
      'Voir <a href="https://shop.test/a"><img src="x.png"></a> svp',
      'Voir https://shop.test/a svp',
    ],
    [
      'around blocks',
      '<a href="https://shop.test/a"><div>ici</div></a><p>b</p>',
      'ici (https://shop.test/a)\nb',
    ],
    [
      'with a blank at its end',
      '<a href="https://shop.test/a">ici </a>puis',
      'ici (https://shop.test/a) puis',
    ],
    ['one that is never closed', '<a href="https://shop.test/a">ici', 'ici (https://shop.test/a)'],
    ['of a mail address', '<a href="mailto:x@y.test">écrivez</a>', 'écrivez'],
    ['of a script, spelt to hide', '<a href=" JaVa&#10;Script:alert(1)">Merci</a>', 'Merci'],
    ['of data', '<a href="data:text/html,x">Merci</a>', 'Merci'],
    ['without a host', '<a href="/chat">Merci</a><a href="//evil.test">!</a>', 'Merci!'],
    [
      'with an entity in its address',
      '<a href="https://shop.test/?a=1&amp;b=2">ici</a>',
      'ici (https://shop.test/?a=1&b=2)',
    ],
    [
      'with signs that turn it around',
      '<a href="https://shop.test/\u202egnp">ici</a>',
      'ici (https://shop.test/%E2%80%AEgnp)',
    ],
    [
      'to a file of the account',
      '<a href="https://shop.zendesk.com/attachments/token/Xy/?name=avis.pdf">avis.pdf</a>',
      'avis.pdf',
    ],
  ])('a link %s', (_what, given, expected) => {
    expect(read(given)).toBe(expected);
  });
});

describe('a comment without HTML', () => {
  test.each<[string, CommentBodies, string]>([
    [
      'is read from html_body though plain_body is empty',
      { ...html('<p>Un nouveau colis part lundi.</p>'), body: 'x', plain_body: '' },
      'Un nouveau colis part lundi.',
    ],
    [
      'is read from html_body though the others are',
      { ...html('<p dir="auto">Second mot&nbsp;: merci.</p>'), body: '', plain_body: null },
      'Second mot : merci.',
    ],
    ['is read from body', { body: 'Troisième mot.', html_body: null, plain_body: '   ' }, 'Troisième mot.'],
    ['is read from body where the HTML is empty', { ...html('<p></p>'), body: 'Bonjour' }, 'Bonjour'],
    [
      'is read from plain_body, decoded once',
      { plain_body: ' Tom &amp; Ana&nbsp;: &amp;lt; <b>\n\n\n b ' },
      'Tom & Ana : &lt; <b>\n\nb',
    ],
    [
      'keeps a link’s address',
      { body: 'Voir [la page](https://shop.test/a), [ici](javascript:x).' },
      'Voir la page (https://shop.test/a), ici.',
    ],
    [
      'shows no picture’s address',
      { body: 'Voilà ![](https://shop.zendesk.com/attachments/token/x/?name=a.png)' },
      'Voilà',
    ],
    ['keeps an entity that somebody typed into body', { body: '&amp;' }, '&amp;'],
    ['has no words', {}, ''],
  ])('%s', (_what, given, expected) => {
    expect(readReply(given).text).toBe(expected);
  });
});

describe('a signature is left out', () => {
  test.each([
    [
      'as the composer adds it',
      '<p>Bonjour</p><span class="collapse-signature"></span><div class="signature"><p>Ana</p><div>+33 7 45 00 21 36</div></div>',
      'Bonjour',
    ],
    ['though more follows', '<p>a</p><div class="signature"><div>Ana</div></div><p>b</p>', 'a\nb'],
    [
      'of Gmail',
      '<div>a</div><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature">Ana</div>',
      'a',
    ],
    [
      'behind two dashes and a blank',
      '<p>a<br>-- <br>Ana<br>Boutique<br>a<br>b<br>c<br>d<br>e<br>f</p>',
      'a',
    ],
    ['behind two dashes that lost their blank', '<p>a<br>--<br>Ana<br>Boutique</p>', 'a'],
    ['that is never closed', '<p>a</p><div class="signature"><p>Ana', 'a'],
  ])('%s', (_what, given, expected) => {
    expect(read(given)).toBe(expected);
  });

  test('in plain text', () => {
    expect(readReply({ body: 'Bonjour,\n\nC’est fait.\n\n-- \nAna\n+33 7 45 00 21 36' }).text).toBe(
      'Bonjour,\n\nC’est fait.',
    );
  });

  test('two dashes alone between long passages divide them', () => {
    const passage = Array.from({ length: 8 }, (_, place) => `ligne ${place}`).join('\n');
    expect(readReply({ body: `a\n--\n${passage}` }).text).toBe(`a\n--\n${passage}`);
  });

  test('and a comment of nothing else has no words, whatever its plain bodies say', () => {
    const signed = html('<span class="collapse-signature"></span><div class="signature">Ana</div>');
    expect(readReply({ ...signed, body: 'Ana', plain_body: 'Ana' }).text).toBe('');
  });
});

describe('quoted mail is left out', () => {
  const customer = 'Mon numéro est le 06 12 34 56 78';
  test.each([
    ['en', 'On Mon, Nov 30, 2026 at 10:12 AM Rose &lt;rose@mail.test&gt; wrote:'],
    ['fr', 'Le lun. 30 nov. 2026 à 10:12, Rose &lt;rose@mail.test&gt; a écrit&nbsp;:'],
    ['fr, narrow blank', 'Le 30/11/2026 à 10:12, Rose a écrit\u202f:'],
    ['es', 'El lun, 30 nov 2026 a las 10:12, Rose (&lt;rose@mail.test&gt;) escribió:'],
    ['it', 'Il giorno lun 30 nov 2026 alle ore 10:12 Rose &lt;rose@mail.test&gt; ha scritto:'],
    ['de', 'Am Mo., 30. Nov. 2026 um 10:12 Uhr schrieb Rose &lt;rose@mail.test&gt;:'],
    ['nl', 'Op ma 30 nov 2026 om 10:12 schreef Rose &lt;rose@mail.test&gt;:'],
    [
      'over three lines',
      'On Mon, Nov 30, 2026 at 10:12 AM<br>Rose Le Bihan<br>&lt;rose@mail.test&gt; wrote:',
    ],
  ])('below “… wrote:” (%s)', (_language, header) => {
    expect(read(`<p>Réponse</p><p>${header}</p><blockquote>${customer}</blockquote><p>-</p>`)).toBe(
      'Réponse',
    );
    expect(read(`<p>Réponse</p><p>${header}</p><p>${customer}</p>`)).toBe('Réponse');
    expect(read(`<p>Réponse<br>${header}<br>&gt; ${customer}</p>`)).toBe('Réponse');
  });

  test.each([
    [
      'Gmail',
      `<div>Réponse</div><br><div class="gmail_quote gmail_quote_container"><div class="gmail_attr">On … Rose wrote:<br></div><blockquote class="gmail_quote"><div>${customer}</div></blockquote></div>`,
    ],
    ['Zendesk', `<p>Réponse</p><div class="zd_quote"><p>${customer}</p></div>`],
    [
      'Thunderbird',
      `<p>Réponse</p><div class="moz-cite-prefix">Rose:<br></div><blockquote type="cite">${customer}</blockquote>`,
    ],
    [
      'Outlook on the web',
      `<div>Réponse</div><div id="x_appendonsend"></div><hr><div id="x_divRplyFwdMsg"><b>De :</b> Rose</div><div>${customer}</div>`,
    ],
    [
      'Outlook, German',
      `<p>Réponse</p><p><b>Von:</b> Rose &lt;rose@mail.test&gt;<br><b>Gesendet:</b> Montag<br><b>An:</b> Shop<br><b>Betreff:</b> AW: Avis</p><p>${customer}</p>`,
    ],
    [
      'Outlook, French',
      `<p>Réponse</p><p>________________________________</p><p>De&nbsp;: Rose<br>Envoyé&nbsp;: lundi<br>À&nbsp;: Boutique<br>Objet&nbsp;: Avis</p><p>${customer}</p>`,
    ],
    [
      'Outlook, Spanish',
      `<p>Réponse</p><p>De: Rose<br>Enviado: lunes<br>Para: Tienda<br>Asunto: RE</p><p>${customer}</p>`,
    ],
    [
      'Outlook, Italian',
      `<p>Réponse</p><p>Da: Rose<br>Inviato: lunedì<br>A: Negozio<br>Oggetto: R</p><p>${customer}</p>`,
    ],
    ['an older Outlook', `<p>Réponse</p><p>-----Message d'origine-----</p><p>${customer}</p>`],
    ['Yahoo', `<div>Réponse</div><div class="yahoo_quoted"><div>${customer}</div></div>`],
    [
      'Zendesk’s line',
      `<p>Réponse</p><p>##- Veuillez écrire votre réponse au-dessus de cette ligne -##</p><p>${customer}</p>`,
    ],
  ])('as %s marks it', (_program, given) => {
    expect(read(given)).toBe('Réponse');
  });

  test('in plain text, with the signature above it', () => {
    const body = `Bonjour Rose,\nC’est fait.\n-- \nAna\n\nLe 30 nov. 2026 à 10:12, Rose <rose@mail.test> a écrit :\n\n> ${customer}\n> Rose`;
    expect(readReply({ body }).text).toBe('Bonjour Rose,\nC’est fait.');
  });

  test('an answer below the quoted lines is the answer', () => {
    const header = 'On Mon, Nov 30, 2026 at 10:12 AM Rose <rose@mail.test> wrote:';
    expect(readReply({ body: `${header}\n> ${customer}\n> Rose\n\nC’est fait.\n-- \nAna` }).text).toBe(
      'C’est fait.',
    );
    expect(read(`<div class="gmail_quote">${customer}</div><p>C’est fait.</p>`)).toBe('C’est fait.');
  });

  test('a quotation alone is no reply, marked or not', () => {
    expect(read(`<div class="gmail_quote"><p>${customer}</p></div>`)).toBe('');
    expect(read(`<p>Von: Rose<br>An: Shop<br>Betreff: Avis</p><p>${customer}</p>`)).toBe('');
    expect(readReply({ body: `Le 30 nov. 2026 à 10:12, Rose a écrit :\n${customer}` }).text).toBe('');
  });

  test.each([
    [
      'a sentence about a letter',
      '<p>Le 12 mars, notre service vous a écrit :</p><p>le colis part lundi.</p>',
    ],
    ['a way of a parcel', '<p>De : Paris<br>À : Lyon<br>Date : 3 mars</p><p>Merci</p>'],
    ['a passage the agent quotes', '<blockquote>le vase est fendu</blockquote><p>Un autre part demain.</p>'],
    ['a line of dashes', '<p>a</p><p>-----</p><p>b</p>'],
    ['wrote, without a date', '<p>On that subject somebody wrote:</p><p>b</p>'],
  ])('but not %s', (_what, given) => {
    const words = given
      .replaceAll(/<\/p>|<br>|<\/blockquote>/gu, '\n')
      .replaceAll(/<[^>]+>/gu, '')
      .trim();
    expect(read(given)).toBe(words);
  });
});

describe('files and pictures', () => {
  const picture = '<img src="https://shop.zendesk.com/attachments/token/x/?name=a.png">';
  test.each<[string, CommentBodies, number]>([
    ['attached', { ...html('<p>a</p>'), attachments: [{ inline: false }, {}] }, 2],
    ['shown in the text', { ...html(`<p>a ${picture}</p>`), attachments: [{ inline: true }] }, 1],
    [
      'linked',
      html('<p><a href="https://shop.zendesk.com/attachments/token/x/?name=a.pdf">a.pdf</a></p>'),
      1,
    ],
    ['not of the signature', html(`<p>a</p><div class="signature">${picture}</div>`), 0],
    ['not of the quoted mail', html(`<p>a</p><div class="gmail_quote">${picture}</div>`), 0],
    ['not for measuring', html('<p>a</p><img src="https://t.test/p.gif" width="1" height="1">'), 0],
    ['alone', { ...html(picture), body: '![](https://shop.zendesk.com/attachments/token/x/?name=a.png)' }, 1],
    ['in Markdown', { body: 'a ![x](https://s.test/a.png) [f](https://s.test/attachments/token/y)' }, 2],
  ])('are counted: %s', (_what, given, fileCount) => {
    expect(readReply(given)).toMatchObject({ fileCount });
    expect(readReply(given).text).not.toMatch(/attachments/u);
  });
});

describe('the whole of a comment', () => {
  test('holds signature and quotation', () => {
    const given = html('<p>a</p><div class="signature">Ana</div><div class="gmail_quote">b</div>');
    expect(wholeTextOf(given)).toBe('a\nAna\nb');
  });

  test('is without words only when none of its bodies has any', () => {
    expect(isWordless({ ...html('<p>▇▇</p>'), body: '▇▇', plain_body: '' })).toBe(true);
    expect(isWordless({ ...html('<p>▇▇</p>'), body: 'Rose', plain_body: '' })).toBe(false);
    expect(isWordless({ ...html('<p>Rose</p>'), plain_body: '' })).toBe(false);
    expect(isWordless({ plain_body: '&nbsp;' })).toBe(true);
  });
});

describe('whatever Zendesk sends', () => {
  const odd = [
    'a',
    ' ',
    '\n',
    '\u0000',
    '\u00a0',
    '\ud83d',
    '\ude42',
    '🙂',
    '▇',
    '\ufeff',
    '\ufffd',
    'é',
    '<',
    '>',
    '&',
    '&amp;',
    '<p>',
    '</p>',
    '<a href="https://x.test/">',
    '</a>',
    '<li>',
    '<div class="signature">',
    '</div>',
    '<br>',
    '"',
  ];
  test('the text is as it will be read back from the database, and reads as itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...odd), maxLength: 30 }), (given) => {
        const { text } = readReply({ html_body: `${given}\ud800\u0000` });
        expect(text).toBe(Buffer.from(text, 'utf8').toString('utf8'));
        expect(text).not.toContain('\u0000');
        expect(text).not.toMatch(/\n\n\n|^\s|\s$/u);
      }),
    );
  });

  test.each([
    ['tags in tags', '<b>'.repeat(200_000) + 'a' + '</i>'.repeat(200_000)],
    ['lists in lists', '<ul><li>'.repeat(100_000) + 'a'],
    ['quotes in quotes', '<blockquote><div class="gmail_quote">'.repeat(50_000)],
    ['links in links', '<a href="https://x.test/a">a'.repeat(50_000)],
    ['half entities', '&am'.repeat(300_000)],
    ['headers that never end', 'On 1 '.repeat(100_000)],
    ['brackets', '[('.repeat(300_000)],
  ])('time is in proportion to its length: %s', (_what, given) => {
    const startedMs = performance.now();
    readReply({ html_body: given, body: given });
    readReply({ body: given });
    expect(performance.now() - startedMs).toBeLessThan(8_000);
  });
});
