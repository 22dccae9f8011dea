/**
 * A note as `html_body`. Pure. Sent as `body`, words between `<` and `>` would vanish and Markdown would be rendered; here every
 * character of ours and of strangers is escaped, and the only markup is our own. A comment holds 65,535 bytes of UTF-8: some accounts
 * refuse more, others cut it without a word.
 */
import { defuse } from '@/lib/zendesk/ticketText';

/** With room for the attributes that Zendesk adds to each paragraph it keeps. */
export const maxNoteBytes = 60_000;
/** What is not text that can be cut may take this much. */
const maxFixedBytes = 40_000;

/** One paragraph: lines of ours, then the whole text of somebody, which may be cut. */
export type Block = { lines: readonly string[]; quote?: string };

export type NoteWords = {
  /** Address at which the whole can be read. */
  url: string;
  shortened: string;
  /** @param count of the events that are left out. */
  earlier: (count: number) => string;
};

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text of any origin: nothing of it is markup or a placeholder, and its lines and blanks stay. */
export function toHtml(text: string): string {
  return defuse(text)
    .replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
    .replace(/(?<=^|\n| ) /g, '&nbsp;')
    .replaceAll('\n', '<br>');
}

const bytesOf = (html: string) => Buffer.byteLength(html);

function lineHtml(line: string, url: string): string {
  const address = toHtml(url);
  return toHtml(line).replace(address, `<a href="${address}">${address}</a>`);
}

const paragraph = (lines: readonly string[], url: string) =>
  lines.length === 0 ? '' : `<p>${lines.map((line) => lineHtml(line, url)).join('<br>')}</p>`;
const quoteHtml = (text: string) => `<blockquote><p>${toHtml(text)}</p></blockquote>`;
const emptyQuote = bytesOf(quoteHtml(''));

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** @returns as much of the text as fits, never a part of what is read as one character, unless nothing else fits. */
function cut(text: string, maxBytes: number): string {
  let bytes = 0;
  let end = 0;
  // A byte holds no more than one of them.
  for (const { segment, index } of graphemes.segment(text.slice(0, maxBytes))) {
    bytes += bytesOf(toHtml(segment));
    if (bytes > maxBytes) break;
    end = index + segment.length;
  }
  if (end > 0) return text.slice(0, end);
  return Array.from(text.slice(0, Math.max(1, Math.floor(maxBytes / 8))))
    .slice(0, -1)
    .join('');
}

/** The most that each of these sizes may take, so that together they take no more than there is room for. */
function shareOf(sizes: readonly number[], room: number): number {
  let left = Math.max(0, room);
  for (const [place, size] of [...sizes].sort((one, other) => one - other).entries()) {
    const share = Math.floor(left / (sizes.length - place));
    if (size > share) return share;
    left -= size;
  }
  return Infinity;
}

const fixedBytes = ({ lines, quote }: Block, words: NoteWords) =>
  bytesOf(paragraph(lines, words.url)) +
  (quote === undefined ? 0 : emptyQuote + bytesOf(paragraph([words.shortened], words.url)));
const quoteBytes = ({ quote }: Block) => (quote === undefined ? 0 : bytesOf(toHtml(quote)));
const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);

/**
 * How many of the events fit into one note beside its head, nothing cut; the rest may follow in notes of their own.
 * @returns at least 1 where there is one.
 */
export function countFitting(head: readonly Block[], events: readonly Block[], words: NoteWords): number {
  let left = maxNoteBytes - 200 - sum(head.map((block) => fixedBytes(block, words) + quoteBytes(block)));
  let count = 0;
  for (const block of events) {
    left -= fixedBytes(block, words) + quoteBytes(block);
    if (left < 0) break;
    count += 1;
  }
  return Math.max(count, Math.min(1, events.length));
}

/** The oldest events are left out where even their lines are too many. */
function dropOldest(head: readonly Block[], events: readonly Block[], words: NoteWords): readonly Block[] {
  let left = maxFixedBytes - sum(head.map((block) => fixedBytes(block, words)));
  let first = events.length;
  while (first > 0 && (left -= fixedBytes(events[first - 1] as Block, words)) >= 0) first -= 1;
  return first === 0 ? events : [{ lines: [words.earlier(first)] }, ...events.slice(first)];
}

/**
 * The reference stands first, so that it survives a silent cut. Long texts are cut to what there is room for, which is said below each.
 * @returns at most `maxNoteBytes` of UTF-8.
 */
export function writeNote(
  reference: string,
  { head, events, words }: { head: readonly Block[]; events: readonly Block[]; words: NoteWords },
): string {
  const blocks = [{ lines: [reference] }, ...head, ...dropOldest(head, events, words)];
  const fixed = sum(blocks.map((block) => fixedBytes(block, words)));
  const share = shareOf(
    blocks.flatMap((block) => (block.quote === undefined ? [] : quoteBytes(block))),
    maxNoteBytes - fixed,
  );
  return blocks.map((block) => blockHtml(block, share, words)).join('');
}

function blockHtml({ lines, quote }: Block, share: number, words: NoteWords): string {
  const said = paragraph(lines, words.url);
  if (quote === undefined) return said;
  if (share === Infinity || bytesOf(toHtml(quote)) <= share) return said + quoteHtml(quote);
  return said + quoteHtml(`${cut(quote, share - 3)}…`) + paragraph([words.shortened], words.url);
}
