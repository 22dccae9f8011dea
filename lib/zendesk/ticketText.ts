/**
 * Words of strangers inside our notes. Pure. Notes are sent as plain text, so HTML in a review is only text; three things remain
 * that Zendesk would act on or that would deceive an agent, and are taken away here:
 * - `{{…}}` and `{%…%}`: placeholders are filled in when the comment's author is an agent, as ours is. A word joiner splits them.
 * - `](`: a Markdown link can show one address and lead to another. A word joiner splits it.
 * - control and text-direction characters, which make a line read otherwise than it is written.
 * Longer texts stand behind a bar on each line: they can neither imitate our own lines nor the reference at the end.
 */

const wordJoiner = '\u2060';
const bar = '│ ';
/** Well below what a Zendesk comment holds, with room for several texts in one note. */
const maxTextLength = 15_000;
const maxLineLength = 250;

const steering =
  '\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff';
const allSteering = new RegExp(`[${steering}]`, 'g');
/** Nearly every text has nothing of what is taken away: it is looked through once, not four times. */
const hasAny = new RegExp(`[\\r\\u2028\\u2029${steering}]|\\{[{%]|\\]\\(`);

/** Line ends become one kind; invisible steering goes; what Zendesk would fill in or link is split. */
function defuse(text: string): string {
  if (!hasAny.test(text)) return text;
  return text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(allSteering, '')
    .replace(/\{(?=[{%])/g, `{${wordJoiner}`)
    .replace(/\](?=\()/g, `]${wordJoiner}`);
}

/** Never cuts a character in two. */
function shorten(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const cut = text.slice(0, maxLength - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** A name, a reference, a product: one line. */
export function inline(text: string): string {
  return shorten(defuse(text).replace(/\s+/g, ' ').trim(), maxLineLength);
}

/** A whole text, each line behind a bar. */
export function quote(text: string): string {
  const lines = shorten(defuse(text).trim(), maxTextLength).split('\n');
  return lines.map((line) => (bar + line).trimEnd()).join('\n');
}

export function stars(rating: number): string {
  const full = Math.min(Math.max(Math.round(rating), 0), 5);
  return '★'.repeat(full) + '☆'.repeat(5 - full);
}

const referenceLine =
  /(?:^|\n)[^\S\n]*Réf\.[^\S\n]+([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/(\d{1,9})\s*$/i;

/** Last line of each note, the same in every language: after a lost answer it tells whether the note has arrived. */
export function writeReference(reviewId: string, seq: number): string {
  return `Réf. ${reviewId}/${seq}`;
}

/** @param body a comment's body. @returns which review and up to which of its events the note tells; null for other people's notes. */
export function findReference(body: string): { reviewId: string; seq: number } | null {
  const found = referenceLine.exec(body.replace(/\r\n?/g, '\n'));
  return found?.[1] && found[2] ? { reviewId: found[1].toLowerCase(), seq: Number(found[2]) } : null;
}
