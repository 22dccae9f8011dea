/**
 * What a comment's writer added, without the mail that was answered and without a signature in plain text. Mail programs name the
 * mail above it, in the language of their user; a sentence that only looks like it must name a time or an address, or have quoted
 * lines below it.
 */
import { hasWords, type Line } from '@/lib/zendesk/comment/lines';

/** "On … wrote:" in the languages of the platforms. */
const wroteLines = [
  /^on .{4,300} wrote\s?:$/iu,
  /^le .{4,300} a écrit\s?:$/iu,
  /^el .{4,300} escribió\s?:$/iu,
  /^il .{4,300} ha scritto\s?:$/iu,
  /^am .{4,300} schrieb .{1,200}:$/iu,
  /^am .{4,300} hat .{1,200} geschrieben\s?:$/iu,
  /^op .{4,300} schreef .{1,200}:$/iu,
  /^em .{4,300} escreveu\s?:$/iu,
  /^w dniu .{4,300} napisał\(?a?\)?\s?:$/iu,
  /^\d{4}-\d{2}-\d{2} .{4,300}<.{3,200}> ?:$/u,
];
const timeOrAddress = /\d{1,2} ?[:h] ?\d{2}|@/u;
const maxHeaderLines = 3;

const titles =
  "original message|forwarded message|message d['’]origine|message original|message transféré|mensaje original|mensaje reenviado|" +
  'messaggio originale|messaggio inoltrato|ursprüngliche nachricht|weitergeleitete nachricht|oorspronkelijk bericht|mensagem original';
const titleLine = new RegExp(`^[-_*= ]{2,40}(?:${titles}) ?:?[-_*= ]{2,40}$`, 'iu');
/** Zendesk's own line: "Please type your reply above this line". */
const delimiter = /^##- ?.{0,200} ?-##$/u;

const fromLine = /^\*{0,2}(?:from|de|von|da|van|od)\s?:/iu;
const toLine = /^\*{0,2}(?:to|à|a|para|an|aan|do)\s?:/iu;
const subjectLine = /^\*{0,2}(?:subject|objet|asunto|oggetto|betreff|onderwerp|assunto|temat)\s?:/iu;
/** So far below its first line the block of a mail's headers ends. */
const maxBlockLines = 10;

function isHeaderBlock(lines: readonly Line[], at: number): boolean {
  if (!fromLine.test(lines[at]?.text ?? '')) return false;
  const below = lines.slice(at + 1, at + maxBlockLines);
  return below.some(({ text }) => toLine.test(text)) && below.some(({ text }) => subjectLine.test(text));
}

const firstWords = (lines: readonly Line[], from: number) =>
  lines.slice(from, from + 5).find(({ text }) => text !== '');

/** @returns how many lines the header takes; programs wrap long ones. */
function wroteLineCount(lines: readonly Line[], at: number): number {
  let text = '';
  for (let count = 1; count <= maxHeaderLines; count += 1) {
    const line = lines[at + count - 1];
    if (!line || line.text === '' || line.startsQuote) return 0;
    text = `${text} ${line.text}`.trim();
    if (text.length > 500) return 0;
    if (!wroteLines.some((pattern) => pattern.test(text))) continue;
    const isSure = timeOrAddress.test(text) || firstWords(lines, at + count)?.isQuoted === true;
    return /\d/u.test(text) && isSure ? count : 0;
  }
  return 0;
}

type Header = { at: number; lineCount: number };

function findHeader(lines: readonly Line[]): Header | null {
  for (const [at, { text, startsQuote }] of lines.entries()) {
    if (startsQuote) return { at, lineCount: 0 };
    if (titleLine.test(text) || delimiter.test(text) || isHeaderBlock(lines, at)) return { at, lineCount: 1 };
    const lineCount = wroteLineCount(lines, at);
    if (lineCount > 0) return { at, lineCount };
  }
  return null;
}

/** Without the blank the mark may be a divider: it is believed above a few lines only. */
const maxSignatureLines = 6;

function withoutSignature(lines: readonly Line[]): readonly Line[] {
  const at = lines.findIndex(({ text, startsSignature }, index) => {
    if (startsSignature) return true;
    if (text !== '--') return false;
    const below = lines.slice(index + 1).filter((line) => line.text !== '');
    return below.length <= maxSignatureLines && lines.slice(0, index).some((line) => hasWords(line.text));
  });
  return at === -1 ? lines : lines.slice(0, at);
}

const rule = /^[-_=*]{5,}$/u;

function withoutRuleAtEnd(lines: readonly Line[]): readonly Line[] {
  const end = lines.findLastIndex(({ text }) => text !== '' && !rule.test(text));
  return lines.slice(0, end + 1);
}

const saysSomething = (lines: readonly Line[]) => lines.some(({ text }) => hasWords(text));

/**
 * What stands below a header is left out as a whole. Only a writer who put nothing above it has answered below: then the lines that
 * are not marked as quoted are taken, if the mail that was answered is marked at all.
 */
export function ownLines(lines: readonly Line[]): readonly Line[] {
  const header = findHeader(lines);
  if (!header) return withoutSignature(lines);
  const above = withoutSignature(withoutRuleAtEnd(lines.slice(0, header.at)));
  if (saysSomething(above)) return above;
  const below = lines.slice(header.at + header.lineCount);
  if (firstWords(below, 0)?.isQuoted !== true) return [];
  const answered = below.filter(({ isQuoted }) => !isQuoted);
  const next = findHeader(answered);
  return withoutSignature(next ? answered.slice(0, next.at) : answered);
}
