import sanitizeHtml from 'sanitize-html';
import type { AccountBehaviour } from '../state/account-rows';
import { htmlToMarkdown, leaveAddresses, linkAddresses, markdownToHtml, textToHtml } from './markdown';

/** The three spellings of one comment. */
export interface Bodies {
  /** Markdown, or the text it was made from. */
  body: string;
  htmlBody: string;
  /** The HTML without its tags: entities stay, line ends double, paragraphs begin with a blank. */
  plainBody: string;
}

export const MAX_COMMENT_BYTES = 65_535;

/** Cuts at a number of bytes of UTF-8, never within a character. */
export function cutBytes(text: string, limit = MAX_COMMENT_BYTES): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= limit) return text;
  let end = limit;
  // A byte 10xxxxxx goes on with the character before it.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end).toString('utf8');
}

/** What Zendesk leaves of HTML that is sent to it, in one spelling: no slash in empty elements, `&nbsp;` as an entity. */
function sanitize(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: sanitizeHtml.defaults.allowedTags.concat(['img']),
    allowedAttributes: {
      ...sanitizeHtml.defaults.allowedAttributes,
      a: ['href', 'title', 'rel'],
      '*': ['dir', 'style'],
    },
    allowedStyles: { '*': { color: [/^[#\w(),.% ]+$/], 'font-weight': [/^\w+$/] } },
    transformTags: {
      a: (tagName, { rel: _, ...attribs }) => ({ tagName, attribs: { ...attribs, rel: 'noreferrer' } }),
    },
  })
    .replaceAll(' />', '>')
    .replaceAll('\u00a0', '&nbsp;');
}

/** As recorded: a line end for `<br>` and list items, a blank for the tags of blocks, nothing for the rest. */
function toPlain(html: string): string {
  return html
    .replaceAll(/<br>|<li\b[^>]*>/g, '\n')
    .replaceAll(/<\/?(?:p|div|h\d|blockquote|ul|ol|pre|table|tr)\b[^>]*>/g, ' ')
    .replaceAll(/<[^>]*>/g, '')
    .trim();
}

const wrap = (inner: string) => `<div class="zd-comment" dir="auto">${inner}</div>`;

/** The bodies of a comment as it is stored; `html` is its whole HTML. */
export const bodiesOf = (html: string): Bodies => ({
  htmlBody: html,
  body: htmlToMarkdown(html),
  plainBody: toPlain(html),
});

/** A comment made by `html_body`: sanitized, never read as Markdown. */
export const bodiesOfHtml = (html: string): Bodies => bodiesOf(wrap(sanitize(html)));

/**
 * A comment made by `body`: what looks like HTML is taken out, repeated blanks become one, an agent's Markdown is rendered.
 * Whether `plain_body` is then filled differs between recorded accounts.
 */
export function bodiesOfText(
  text: string,
  author: { isAgent: boolean },
  behaviour: Pick<AccountBehaviour, 'emptiesPlainBody' | 'linksAddresses'>,
): Bodies {
  const body = text
    .replaceAll('\r\n', '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/[ \t]{2,}/g, ' ');
  const link = behaviour.linksAddresses ? linkAddresses : leaveAddresses;
  const html = wrap(author.isAgent ? markdownToHtml(body, link) : textToHtml(body, link));
  return { body, htmlBody: html, plainBody: behaviour.emptiesPlainBody ? '' : toPlain(html) };
}

/** Adds an agent's signature, itself HTML, at the end of all three bodies. */
export function sign(bodies: Bodies, signature: string): Bodies {
  const end = `<span class="collapse-signature"></span><div class="signature">${sanitize(signature)}</div>`;
  return {
    htmlBody: bodies.htmlBody.replace(/<\/div>$/, `${end}</div>`),
    body: `${bodies.body}\n\n${htmlToMarkdown(signature)}`,
    plainBody: bodies.plainBody === '' ? '' : `${bodies.plainBody} ${toPlain(end)}`,
  };
}
