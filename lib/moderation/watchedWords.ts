/**
 * Finds watched words in a review: whatever the case, the accents, plural or simple inflection, look-alike letters and
 * spacing tricks. One pass over the folded text and one over the text without separators, however many words there are.
 */
import { buildAutomaton, scan, type Automaton } from '@/lib/moderation/automaton';
import { foldText, foldWord, hasOnes, type FoldedText } from '@/lib/moderation/foldText';
import { inflect, isInflection } from '@/lib/moderation/inflection';

export type WatchedWordInput = { word: string; category: string };
export type WordMatch = {
  word: string;
  category: string;
  /** UTF-16 offsets into the text, and the passage between them. */
  start: number;
  end: number;
  matchedText: string;
};

export type Matcher = {
  words: readonly WatchedWordInput[];
  automaton: Automaton;
  owners: Int32Array;
  shapes: Uint8Array;
};

/** A pattern is compared with the spaced text, with the text without separators, or with both (a single word). */
const spaced = 1;
const joined = 2;
/** Shorter words would be found by chance where separators are taken away. */
const joinedMinLength = 4;

/** Prepares the words; keep the result, building costs more than matching. */
export function createMatcher(words: readonly WatchedWordInput[]): Matcher {
  const patterns = new Map<string, { owner: number; shape: number }>();
  const add = (pattern: string, owner: number, shape: number) => {
    const known = patterns.get(pattern);
    if (known) known.shape |= shape;
    else if (pattern) patterns.set(pattern, { owner, shape });
  };
  words.forEach(({ word }, owner) => {
    for (const form of inflect(foldWord(word))) {
      const together = form.replaceAll(' ', '');
      add(form, owner, spaced);
      if (together.length >= joinedMinLength) add(together, owner, joined);
    }
  });
  const entries = [...patterns.values()];
  return {
    words,
    automaton: buildAutomaton([...patterns.keys()]),
    owners: Int32Array.from(entries, ({ owner }) => owner),
    shapes: Uint8Array.from(entries, ({ shape }) => shape),
  };
}

type Hit = { owner: number; start: number; end: number };

const isEdge = (text: string, index: number) => index < 0 || index >= text.length || text[index] === ' ';

/** Where the word that goes on at `from` ends. */
function wordEnd(text: string, from: number): number {
  const space = text.indexOf(' ', from);
  return space < 0 ? text.length : space;
}

function findSpaced({ automaton, owners, shapes }: Matcher, { text }: FoldedText): Hit[] {
  const hits: Hit[] = [];
  scan(automaton, text, (pattern, start, end) => {
    if (((shapes[pattern] ?? 0) & spaced) === 0 || !isEdge(text, start - 1)) return;
    const stop = wordEnd(text, end);
    const word = text.slice(text.lastIndexOf(' ', end - 1) + 1, end);
    if (isInflection(word, text.slice(end, stop)))
      hits.push({ owner: owners[pattern] ?? 0, start, end: stop });
  });
  return hits;
}

/** Characters that cut a word without being a space: "rem.bour.se", "r_e_m". An apostrophe is not one: "l'arme". */
const cuttingSeparator = /^[^\s\p{L}\p{N}'’ʼ`´,;:!?()"«»]{1,3}$/u;

/**
 * Whether the separators inside [start, end) look like a trick: all of them cut the word ("rem-bour-se"), or the word is
 * spelt letter by letter ("r e m b"). "mer de" across two ordinary words is not.
 */
function isTrick(folded: FoldedText, start: number, end: number): boolean {
  const pieces = folded.text.slice(start, end).split(' ');
  if (pieces.length < 2) return false;
  if (pieces.length >= 3 && pieces.filter((piece) => piece.length > 1).length <= 1) return true;
  for (let index = start; index < end; index++) {
    if (folded.text[index] === ' ' && !cuttingSeparator.test(folded.separators.get(index) ?? ''))
      return false;
  }
  return true;
}

function findJoined({ automaton, owners, shapes }: Matcher, folded: FoldedText): Hit[] {
  const { text } = folded;
  if (!text.includes(' ')) return [];
  const places: number[] = [];
  for (let index = 0; index < text.length; index++) if (text[index] !== ' ') places.push(index);
  const hits: Hit[] = [];
  scan(automaton, text.replaceAll(' ', ''), (pattern, from, to) => {
    if (((shapes[pattern] ?? 0) & joined) === 0) return;
    const start = places[from] ?? 0;
    const last = places[to - 1] ?? 0;
    if (!isEdge(text, start - 1)) return;
    const stop = wordEnd(text, last + 1);
    const word = text.slice(start, last + 1).replaceAll(' ', '');
    if (isInflection(word, text.slice(last + 1, stop)) && isTrick(folded, start, stop)) {
      hits.push({ owner: owners[pattern] ?? 0, start, end: stop });
    }
  });
  return hits;
}

/** Longest first at the same place; a passage inside an already taken one says nothing new. */
function withoutOverlaps(matches: WordMatch[]): WordMatch[] {
  const ordered = matches.sort((a, b) => a.start - b.start || b.end - a.end);
  let free = 0;
  return ordered.filter(({ start, end }) => {
    if (start < free) return false;
    free = end;
    return true;
  });
}

/** All matches in reading order, without overlaps, with offsets into the original text. */
export function findWords(matcher: Matcher, original: string): WordMatch[] {
  const readings = hasOnes(original)
    ? [foldText(original, 'i'), foldText(original, 'l')]
    : [foldText(original)];
  const matches = readings.flatMap((folded) =>
    [...findSpaced(matcher, folded), ...findJoined(matcher, folded)].map(({ owner, start, end }) => {
      const from = folded.starts[start] ?? 0;
      const to = folded.ends[end - 1] ?? original.length;
      const { word, category } = matcher.words[owner] as WatchedWordInput;
      return { word, category, start: from, end: to, matchedText: original.slice(from, to) };
    }),
  );
  return withoutOverlaps(matches);
}
