/**
 * A text with every sign in its plainest form: full-width and keycap digits, dashes, spaces and look-alike signs become the
 * ASCII ones, invisible signs go. Each plain sign remembers where it stands in the original. Pure.
 */

export type PlainText = {
  text: string;
  /** UTF-16 offsets into the original: sign i of `text` covers [starts[i], ends[i]). */
  starts: number[];
  ends: number[];
};

/** Digits of one script stand ten in a row, so the value is the distance to the first of them. */
function digitValue(char: string): string {
  let value = 0;
  for (let code = (char.codePointAt(0) ?? 0) - 1; /\p{Nd}/u.test(String.fromCodePoint(code)); code--) value++;
  return String(value % 10);
}

function toPlain(char: string): string {
  if (char < '\u0080') return /\s/.test(char) ? ' ' : char;
  // Marks above letters stay: `é` is a letter of an address. Keycap frames and variation selectors are marks, too.
  if (/[\p{Default_Ignorable_Code_Point}\u20e3]/u.test(char)) return '';
  if (/\p{Pd}|[\u2212]/u.test(char)) return '-';
  if (/\p{White_Space}/u.test(char)) return ' ';
  // Ordinal signs would turn into letters, and "10º" into "10o".
  if (char === 'º' || char === 'ª') return char;
  const plain = char.normalize('NFKC');
  return plain.replace(/[^\P{Nd}0-9]/gu, digitValue).replace(/\s/g, ' ');
}

export function toPlainText(original: string): PlainText {
  const plain: PlainText = { text: '', starts: [], ends: [] };
  let start = 0;
  for (const char of original) {
    const end = start + char.length;
    const chars = toPlain(char);
    plain.text += chars;
    plain.starts.push(...Array<number>(chars.length).fill(start));
    plain.ends.push(...Array<number>(chars.length).fill(end));
    // A frame or a selector belongs to the sign before it.
    if (chars === '' && plain.ends.length > 0) plain.ends[plain.ends.length - 1] = end;
    start = end;
  }
  return plain;
}
