/**
 * Text reduced to what a reader would recognise: case, accents, look-alike letters and digits put for letters are folded,
 * separators become one space. Every folded character remembers where it came from, so that a match can be shown.
 */

export type FoldedText = {
  /** Letters, digits and single spaces. */
  text: string;
  /** UTF-16 offsets into the original: character i of `text` covers [starts[i], ends[i]). */
  starts: number[];
  ends: number[];
  /** For a space: the separator it stands for, as written. */
  separators: Map<number, string>;
};

/** Letters of other alphabets that look like a Latin one. Whole words in those alphabets stay whole words after folding. */
const lookAlikes = pairs(
  'аa вb еe ёe кk мm нh оo рp сc тt уy хx ѕs іi їi јj ԁd ԛq ԝw һh ӏl ɡg ɑa ⅼl ' +
    'αa βb εe ηn ιi κk νv οo ρp τt υu χx ωw ' +
    'ıi ɩi łl øo đd ðd ħh ŧt ʟl ɴn ʀr',
);
const unfolded: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th' };
/** Digits and signs put for letters; only read so inside a word that also has a letter. */
const leet = pairs('0o 1i 3e 4a 5s 7t @a $s €e !i |i');
const signs = new Set(['@', '$', '€', '!', '|']);

function pairs(list: string): Map<string, string> {
  const each = list.trim().split(/\s+/);
  return new Map(each.map((pair) => Array.from(pair) as [string, string]));
}

type Piece = { chars: string; start: number; end: number };

const isWord = (char: string) => /[\p{L}\p{N}]/u.test(char);

/** One code point as folded letters; empty when it is a mark or invisible, a space when it separates. */
function foldChar(char: string): string {
  let folded = '';
  for (const part of char.normalize('NFKD').toLowerCase().normalize('NFKD')) {
    if (/[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(part)) continue;
    folded += unfolded[part] ?? lookAlikes.get(part) ?? (isWord(part) || signs.has(part) ? part : ' ');
  }
  return folded.length > 1 && folded.includes(' ') ? folded.replaceAll(' ', '') || ' ' : folded;
}

function readPieces(original: string): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (const char of original) {
    const end = start + char.length;
    const chars = foldChar(char);
    const last = pieces.at(-1);
    // An invisible character or an accent of its own belongs to the letter before it.
    if (chars) pieces.push({ chars, start, end });
    else if (last && last.chars !== ' ') last.end = end;
    start = end;
  }
  return pieces;
}

/** A sign counts as a letter only between two letters or digits: "p@s" but not "nul !" or "10 €". */
function settleSigns(pieces: Piece[]): void {
  const isWordAt = (index: number) => /[\p{L}\p{N}]/u.test(pieces[index]?.chars ?? ' ');
  pieces.forEach((piece, index) => {
    if (signs.has(piece.chars) && !(isWordAt(index - 1) && isWordAt(index + 1))) piece.chars = ' ';
  });
}

/** Inside each word with at least one letter, digits and signs become the letters they stand for. */
function settleDigits(pieces: Piece[], one: 'i' | 'l'): void {
  for (let from = 0; from < pieces.length;) {
    let to = from;
    let hasLetter = false;
    for (; to < pieces.length && pieces[to]?.chars !== ' '; to++)
      hasLetter ||= /\p{L}/u.test(pieces[to]?.chars ?? '');
    for (const piece of hasLetter ? pieces.slice(from, to) : []) {
      const letter = leet.get(piece.chars);
      if (letter) piece.chars = letter === 'i' ? one : letter;
    }
    from = to + 1;
  }
}

/**
 * Folds a text. `one` says how 1, ! and | inside a word are read: as i or as l.
 * Whoever must find both folds twice when `hasOnes` says that it matters.
 */
export function foldText(original: string, one: 'i' | 'l' = 'i'): FoldedText {
  const pieces = readPieces(original);
  settleSigns(pieces);
  settleDigits(pieces, one);
  const folded: FoldedText = { text: '', starts: [], ends: [], separators: new Map() };
  for (const { chars, start, end } of pieces) append(folded, chars, { start, end });
  for (const index of folded.separators.keys()) {
    folded.separators.set(index, original.slice(folded.starts[index], folded.ends[index]));
  }
  return folded;
}

function append(folded: FoldedText, chars: string, { start, end }: { start: number; end: number }): void {
  const last = folded.text.length - 1;
  if (chars === ' ' && folded.text.endsWith(' ')) {
    folded.ends[last] = end;
    return;
  }
  if (chars === ' ') folded.separators.set(folded.text.length, '');
  folded.text += chars;
  folded.starts.push(...Array<number>(chars.length).fill(start));
  folded.ends.push(...Array<number>(chars.length).fill(end));
}

/** Whether reading 1, ! or | as the other letter could change anything. */
export function hasOnes(original: string): boolean {
  return /[1!|]/.test(original);
}

/** A watched word or phrase as the matcher compares it. */
export function foldWord(word: string): string {
  return foldText(word).text.trim();
}
