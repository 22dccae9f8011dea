/** The lines a comment is read into, and what every line of one must hold to. */

export type Line = {
  text: string;
  /** Somebody else's words: inside a quotation, or behind `>`. */
  isQuoted: boolean;
  /** A mail program says that what stands from here on is the mail that was answered. */
  startsQuote?: boolean;
  /** `-- `, as mail programs begin a signature (RFC 3676); with the blank that a trimmed text no longer shows. */
  startsSignature?: boolean;
};

/** What PostgreSQL cannot hold goes, and half characters become what they would be read back as: the text must compare as equal. */
export const storable = (text: string) => Buffer.from(text.replaceAll('\u0000', ''), 'utf8').toString('utf8');

const blanks = /[\t\n\f\r \u00a0]+/gu;

/** Several blanks are one, and a no-break space is a blank: composers write `&nbsp;` where somebody pressed the bar twice. */
export const squeeze = (text: string) => text.replaceAll(blanks, ' ').trim();

/** @returns the lines as one text: at most one empty line, none at either end. */
export function joinLines(lines: readonly Pick<Line, 'text'>[]): string {
  const kept: string[] = [];
  for (const { text } of lines) if (text !== '' || kept.at(-1) !== '') kept.push(text);
  return kept.join('\n').trim();
}

/** What stands before a line to say how it looks: `body` gives a quotation as `>`, a list as `*` or `1.`, a heading as `#`. */
const lineMarks = /^(?:[^\S\n]*(?:[>*+#•-]+|\d{1,3}[.)](?=\s|$)))+/gmu;

/** Something to read: not only blanks, signs that nobody sees, marks of a line, and what Zendesk blackened with `▇`. */
export const hasWords = (text: string) => /[^\s\p{Cc}\p{Cf}\u3164▇]/u.test(text.replaceAll(lineMarks, ''));

/** @param isVerbatim blanks inside the line were meant. */
export function toLine(raw: string, isQuoted: boolean, isVerbatim = false): Line {
  const text = isVerbatim ? raw.replaceAll('\u00a0', ' ').trim() : squeeze(raw);
  const line: Line = { text, isQuoted: isQuoted || text.startsWith('>') };
  if (/^\s*--[ \u00a0]$/u.test(raw)) line.startsSignature = true;
  return line;
}
