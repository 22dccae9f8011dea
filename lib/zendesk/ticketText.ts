/**
 * Words of strangers inside our tickets. Pure. What Zendesk would act on, or what would deceive an agent, is taken away here, for notes
 * and subjects alike; that a note's text is no markup is `noteHtml`'s.
 * - `{{…}}` and `{%…%}`: placeholders are filled in when the comment's author is an agent, as ours is. A word joiner splits them.
 * - control and text-direction characters, which make a line read otherwise than it is written.
 */

const wordJoiner = '\u2060';
const maxLineLength = 250;

const steering =
  '\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff';
const allSteering = new RegExp(`[${steering}]`, 'g');
/** Nearly every text has nothing of what is taken away: it is looked through once, not three times. */
const hasAny = new RegExp(`[\\r\\u2028\\u2029${steering}]|\\{[{%]`);

/** Line ends become one kind; invisible steering goes; what Zendesk would fill in is split. Done twice it is the same as once. */
export function defuse(text: string): string {
  if (!hasAny.test(text)) return text;
  return text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(allSteering, '')
    .replace(/\{(?=[{%])/g, `{${wordJoiner}`);
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

export function stars(rating: number): string {
  const full = Math.min(Math.max(Math.round(rating), 0), 5);
  return '★'.repeat(full) + '☆'.repeat(5 - full);
}

const uuidAndSeq = '([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\/(\\d{1,9})';
const firstLine = new RegExp(`^\\s*Réf\\.[^\\S\\n]+${uuidAndSeq}[^\\S\\n]*(?:\\n|$)`, 'i');
/** Notes of earlier versions end in it. */
const lastLine = new RegExp(`(?:^|\\n)[^\\S\\n]*Réf\\.[^\\S\\n]+${uuidAndSeq}\\s*$`, 'i');

/** First line of each note, the same in every language: after a lost answer it tells whether the note has arrived. */
export function writeReference(reviewId: string, seq: number): string {
  return `Réf. ${reviewId}/${seq}`;
}

/** @param text a comment's, as it is read. @returns which review and up to which of its events the note tells; null for other people's notes. */
export function findReference(text: string): { reviewId: string; seq: number } | null {
  const lines = text.replace(/\r\n?/g, '\n');
  const found = firstLine.exec(lines) ?? lastLine.exec(lines);
  return found?.[1] && found[2] ? { reviewId: found[1].toLowerCase(), seq: Number(found[2]) } : null;
}
