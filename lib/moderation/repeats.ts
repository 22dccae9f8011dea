/**
 * Five or more of the same visible sign in a row: "!!!!!", "nuuuuul", five hearts in whatever skin. Counted by the signs people
 * see, not by what the keyboard wrote. Digits of a number and hex colours repeat for good reasons. Pure.
 */
import type { Passage } from '@/lib/moderation/phoneNumbers';

const repeatsMin = 5;
const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Emoji_Modifier}\p{Cc}]/gu;
const hexColour = /(?<![\p{L}\p{N}])#(?:[\da-f]{8}|[\da-f]{6}|[\da-f]{3,4})(?![\p{L}\p{N}])/giu;
const blank = /^[\s\u2800]*$/u;

/** What two signs must share to look the same; empty for what shows nothing. */
function toShape(sign: string): string {
  if (/\p{White_Space}/u.test(sign)) return ' ';
  return sign.normalize('NFC').replace(invisible, '').normalize('NFC');
}

const mayRepeat = (shape: string) => !blank.test(shape) && !/^\p{Nd}\p{M}*$/u.test(shape);

export function findRepeats(text: string): Passage[] {
  const colours = [...text.matchAll(hexColour)].map(({ 0: colour, index }) => ({
    from: index,
    to: index + colour.length,
  }));
  const isInColour = ({ start, end }: Passage) => colours.some(({ from, to }) => start > from && end <= to);
  const found: Passage[] = [];
  let run = { shape: ' ', count: 0, start: 0, end: 0 };
  const close = () => {
    if (run.count >= repeatsMin && mayRepeat(run.shape) && !isInColour(run))
      found.push({ start: run.start, end: run.end });
  };
  for (const { segment, index } of segmenter.segment(text)) {
    const shape = toShape(segment);
    const end = index + segment.length;
    if (shape === '') continue;
    if (shape === run.shape) run = { ...run, count: run.count + 1, end };
    else {
      close();
      run = { shape, count: 1, start: index, end };
    }
  }
  close();
  return found;
}
