/** Zendesk's two ways between Markdown and HTML, as far as comments show them. The HTML read here was sanitized: balanced, escaped. */

const ENTITIES: Record<string, string> = {
  nbsp: '\u00a0',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  amp: '&',
};

export const escapeHtml = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\u00a0', '&nbsp;');

export const decodeEntities = (html: string) =>
  html.replaceAll(/&(nbsp|lt|gt|quot|#39|amp);/g, (_whole, name: string) => ENTITIES[name] ?? '');

/** What becomes of addresses in text that is escaped already. */
export type Linker = (escaped: string) => string;

/** They become links. */
export const linkAddresses: Linker = (escaped) =>
  escaped.replaceAll(
    /https?:\/\/(?:[^\s<>"&]|&amp;)+[^\s<>"&.,;:!?)]/g,
    (address) => `<a href="${address}" rel="noreferrer">${address}</a>`,
  );

export const leaveAddresses: Linker = (escaped) => escaped;

/** Emphasis, code, images, links. Code comes out first, so that nothing in it is read again. */
function inline(text: string, link: Linker): string {
  return text
    .split(/(`[^`\n]+`)/)
    .map((part) => {
      if (/^`[^`\n]+`$/.test(part)) return `<code>${escapeHtml(part.slice(1, -1))}</code>`;
      const escaped = escapeHtml(part);
      const pieces = escaped.split(/(!?\[[^\]]*\]\([^()\s]+\))/);
      return pieces
        .map((piece) => {
          const [, image, words = '', address = ''] = /^(!?)\[([^\]]*)\]\(([^()\s]+)\)$/.exec(piece) ?? [];
          if (image === '!') return `<img src="${address}" alt="${words}">`;
          if (image === '') return `<a href="${address}" rel="noreferrer">${emphasis(words)}</a>`;
          return link(emphasis(piece));
        })
        .join('');
    })
    .join('');
}

const emphasis = (escaped: string) =>
  escaped
    .replaceAll(/\*\*(\S(?:[^*\n]*\S)?)\*\*/g, '<strong>$1</strong>')
    .replaceAll(/(?<!\w)_(\S(?:[^_\n]*\S)?)_(?!\w)/g, '<em>$1</em>')
    .replaceAll(/(?<![*\w])\*(\S(?:[^*\n]*\S)?)\*(?![*\w])/g, '<em>$1</em>');

const list = (tag: 'ul' | 'ol', lines: string[], mark: RegExp, link: Linker) =>
  `<${tag} dir="auto">\n${lines.map((line) => `<li>${inline(line.replace(mark, ''), link)}</li>`).join('\n')}\n</${tag}>`;

function block(text: string, link: Linker): string {
  const lines = text.split('\n');
  const isEach = (mark: RegExp) => lines.every((line) => mark.test(line));
  const [, signs, heading] = /^(#{1,6})\s+(.+)$/.exec(lines[0] ?? '') ?? [];
  if (signs !== undefined && heading !== undefined) {
    const rest = lines.slice(1).join('\n');
    const level = String(signs.length);
    return `<h${level} dir="auto">${inline(heading, link)}</h${level}>${rest === '' ? '' : `\n\n${block(rest, link)}`}`;
  }
  if (/^(?:\*\s?\*\s?\*|---+|___+)$/.test(text)) return '<hr>';
  if (/^```[\s\S]*```$/.test(text)) return `<pre><code>${escapeHtml(text.slice(3, -3).trim())}</code></pre>`;
  if (isEach(/^>/)) {
    const inner = lines.map((line) => line.replace(/^>\s?/, '')).join('\n');
    return `<blockquote>\n${block(inner, link)}\n</blockquote>`;
  }
  if (isEach(/^[*+-]\s/)) return list('ul', lines, /^[*+-]\s+/, link);
  if (isEach(/^\d+[.)]\s/)) return list('ol', lines, /^\d+[.)]\s+/, link);
  return `<p dir="auto">${lines.map((line) => inline(line, link)).join('<br>\n')}</p>`;
}

const toBlocks = (text: string) => text.split(/\n{2,}/).filter((part) => part.trim() !== '');

/** What an agent writes in `body`. */
export const markdownToHtml = (text: string, link: Linker) =>
  toBlocks(text)
    .map((part) => block(part, link))
    .join('\n\n');

/** What an end user writes in `body`: nothing is formatted but addresses. */
export const textToHtml = (text: string, link: Linker) =>
  toBlocks(text)
    .map((part) => `<p dir="auto">${link(escapeHtml(part)).replaceAll('\n', '<br>\n')}</p>`)
    .join('\n\n');

/** `comment.body` of rich text: its Markdown, entities decoded. */
export function htmlToMarkdown(html: string): string {
  const attribute = (tag: string, name: string) =>
    decodeEntities(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
  const marked = html
    .replaceAll(/\n/g, ' ')
    .replaceAll(/<a\b[^>]*>([\s\S]*?)<\/a>/g, (tag, words: string) => {
      const address = attribute(/^<a\b[^>]*>/.exec(tag)?.[0] ?? '', 'href');
      const isBare = address === '' || decodeEntities(words) === address;
      return isBare ? words : `[${words}](${escapeHtml(address)})`;
    })
    .replaceAll(
      /<img\b[^>]*>/g,
      (tag) => `![${escapeHtml(attribute(tag, 'alt'))}](${escapeHtml(attribute(tag, 'src'))})`,
    )
    .replaceAll(/<\/?(?:strong|b)>/g, '**')
    .replaceAll(/<\/?(?:em|i)>/g, '_')
    .replaceAll(/<\/?code>/g, '`')
    .replaceAll(/<hr>/g, '\n\n* * *\n\n')
    .replaceAll(/<br>/g, '\n')
    .replaceAll(/<li\b[^>]*>/g, '\n* ')
    .replaceAll(/<h(\d)\b[^>]*>/g, (_tag, level: string) => `\n\n${'#'.repeat(Number(level))} `)
    .replaceAll(/<blockquote\b[^>]*>/g, '\n\n> ')
    .replaceAll(/<\/?(?:p|div|ul|ol|h\d|blockquote|pre|table|tr)\b[^>]*>/g, '\n\n')
    .replaceAll(/<[^>]*>/g, '');
  return decodeEntities(marked)
    .replaceAll('\u00a0', ' ')
    .split('\n')
    .map((line) => line.replaceAll(/[ \t]+/g, ' ').trim())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
