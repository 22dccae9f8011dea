/**
 * The text of a file that says nothing of its encoding, as spreadsheets and editors save it: UTF-8, UTF-16 of either order, each
 * with its mark or without, Windows-1252, Mac Roman. Judged by what the bytes hold. Pure, for the browser.
 */

/** Enough to judge by, from the first byte that is not ASCII. */
const sampleBytes = 64 * 1024;

export function decodeFile(bytes: Uint8Array): string {
  const encoding = findMark(bytes) ?? findUtf16(bytes.subarray(0, sampleBytes));
  if (encoding) return decode(bytes, encoding);
  const first = bytes.findIndex((byte) => byte >= 0x80);
  if (first < 0) return decode(bytes, 'utf-8');
  const sample = bytes.subarray(Math.max(0, first - 64), first + sampleBytes);
  return decode(bytes, isUtf8(sample) ? 'utf-8' : findEightBit(sample));
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'macintosh';

/** 0x80 to 0x9F of Windows-1252, which Node's decoder leaves as control characters; browsers decode them. */
const windowsHigh = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function decode(bytes: Uint8Array, encoding: Encoding): string {
  const text = new TextDecoder(encoding).decode(bytes);
  if (encoding !== 'windows-1252') return text;
  return text.replace(/[\u0080-\u009f]/g, (sign) => windowsHigh[sign.charCodeAt(0) - 0x80] ?? sign);
}

function findMark([first, second, third]: Uint8Array): Encoding | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : null;
}

/** In UTF-16 every separator, digit and line end has a zero beside it, always on the same side; other texts have none. */
function findUtf16(sample: Uint8Array): Encoding | null {
  const zeros = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const isMuch = Math.max(even, odd) * 64 >= sample.length / 2;
  if (!isMuch || Math.min(even, odd) * 4 > Math.max(even, odd)) return null;
  return odd > even ? 'utf-16le' : even > odd ? 'utf-16be' : null;
}

/** A damaged character or two does not make another encoding of it: in those, hardly any letters look like UTF-8. */
function isUtf8(sample: Uint8Array): boolean {
  const text = decode(sample, 'utf-8');
  const damaged = text.match(/\ufffd/g)?.length ?? 0;
  const whole = text.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0;
  return whole > damaged;
}

const lower = 'àâäáçéèêëíìîïñóòôöœúùûüß';
const upper = 'ÀÂÄÁÇÉÈÊÍÎÑÓÔÖŒÚÜ';

/**
 * What the languages of our readers write, and what they never do. The same byte is a letter in one encoding and a sign in the
 * other (í and ’, œ and ú, € and Ä), so each counts by what stands beside it.
 */
const evidence: readonly (readonly [weight: number, pattern: RegExp])[] = [
  // Small letters of a word.
  [2, new RegExp(`(?<=\\p{L})[${lower}]|[${lower}](?=\\p{Ll})`, 'gu')],
  // Capital letters that begin a word or stand among others, and à alone.
  [1, new RegExp(`(?<!\\p{Ll})[${upper}](?=\\p{L})|(?<=\\p{Lu})[${upper}]|(?<!\\p{L})[àÀ](?!\\p{L})`, 'gu')],
  // Capital letters within a word, letters of other languages, accents without a letter.
  [-3, /(?<=\p{Ll})[^\P{Lu}A-Z]|[ƒŠŽšžŸˆ˜˘˙˚¸˝˛ˇ]|œ(?![uiœ])/gu],
  // Apostrophes where a word is cut short: l’avis, qu’il, dell’ordine; don’t, it’s.
  [3, /(?<=(?<!\p{L})(?:[cdjlmnst]|\p{L}*(?:qu|ll|un)))’(?=[aeiouyhàâéèêîôœ])/giu],
  [3, /(?<=\p{L})’(?=(?:s|t|m|d|re|ve|ll)(?!\p{L}))/giu],
  // Signs within a word, and quotation marks that open nothing.
  [-2, /(?<=\p{L})[“”‘•–—†‡‰™…÷·§¶∞¬√≈∆◊€](?=\p{L})|(?<!\p{L})[“‘«](?!\p{L}|\s)/gu],
  // Signs where they belong: around words, after them, beside figures, between spaces.
  [2, /(?<!\p{L})[“‘«¿¡](?=\p{L}|\s)|(?<=\p{L}|[.!?\s])[”»](?!\p{L})|(?<=\p{L})[…™](?!\p{L})/gu],
  [2, /(?<=\d\s?)€|€(?=\s?\d)/gu],
  [1, /(?<=\S)\u00a0(?=\S)|(?<=\s)[–—•](?=\s)|(?<=[\dn])[°ºª]/gu],
  // Bytes that mean nothing in text.
  [-3, /[\u0081\u008d\u008f\u0090\u009d\uf8ff]/gu],
];

function findEightBit(sample: Uint8Array): Encoding {
  const score = (encoding: Encoding) => {
    const text = decode(sample, encoding);
    return evidence.reduce((sum, [weight, pattern]) => sum + weight * (text.match(pattern)?.length ?? 0), 0);
  };
  return score('macintosh') > score('windows-1252') ? 'macintosh' : 'windows-1252';
}
