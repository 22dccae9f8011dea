/**
 * Telephone numbers in a text, judged by their digits and the national plans, whatever separators people write. Numbers of
 * other kinds (days, prices, parcels, barcodes, the order's own reference) are none. Pure and linear.
 */
import { hideDates, hidePassage, readDigitGroups, type DigitGroup } from '@/lib/moderation/digitGroups';
import {
  isBare,
  isBareSomewhere,
  isInternational,
  isNational,
  isNationalSomewhere,
} from '@/lib/moderation/phonePlans';

export type PhoneContext = {
  /** Of the author: whose plan a number without separators follows. */
  locale: string;
  /** The review's own order. */
  orderRef?: string | undefined;
};
export type Passage = { start: number; end: number };

const maxDigits = 17;
/** How far before a number its label is looked for, in characters. */
const labelWithin = 40;

const phoneLabel =
  /(?:(?<!\p{L})t[eé]l|phone|portable|mobile|appel|joign|joindre|whats|signal|sms|(?<!\p{L})(?:call|text|reach|cell|m[oó]vil|llam|chiam|scriv|handy|ruf|mon num|my num))/giu;
const referenceLabel =
  /(?:suivi|colis|commande|(?<!\p{L})cde|r[eé]f|code|barre|facture|dossier|ticket|s[eé]rie|siret|siren|track|parcel|order|barcode|invoice|serial|(?<!\p{L})(?:ean|gtin|isbn|imei|sku|iban|sn|upc)(?!\p{L})|sendung|bestell|rechnung|auftrag|paket|pedido|seguimiento|env[ií]o|factura|ordine|spedizion|fattura|pacco)/giu;
/** "Tél. 07…" and "réf. 07…" go on after their full stop. */
const sentenceEnd = /[!?;,] |(?<=\p{L}{4})\. /gu;
const unitAfter =
  /^\s?(?:[€$£%°]|(?:eur|chf|fcfa|cfa|franc|dollar|peso|pound|livre|zł|reais|kg|km|g|ml|mm|cm|points?)(?!\p{L}))/iu;
const unitBefore = /(?:[€$£]|\b(?:eur|chf|usd|gbp))\s?$/i;

const lastIndex = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].at(-1)?.index ?? -1;

/** What stands before a number says what it is; the nearest label counts, and only in its own sentence. */
function labelBefore(text: string, start: number): 'phone' | 'reference' | null {
  const before = text.slice(Math.max(0, start - labelWithin), start);
  const sentence = before.slice(lastIndex(before, sentenceEnd) + 1);
  const phone = lastIndex(sentence, phoneLabel);
  const reference = lastIndex(sentence, referenceLabel);
  if (phone < 0 && reference < 0) return null;
  return phone > reference ? 'phone' : 'reference';
}

/** The last digit of a barcode follows from the others (GS1). */
function isBarcode(digits: string): boolean {
  if (![12, 13, 14].includes(digits.length)) return false;
  const sum = Array.from(digits).reduceRight(
    (total, digit, index) => total + Number(digit) * ((digits.length - index) % 2 === 0 ? 3 : 1),
    0,
  );
  return sum % 10 === 0;
}

/** Two separators at least, or an area code and the rest: "020 7946 0018", "0151 23456789". */
function isGrouped(groups: readonly DigitGroup[]): boolean {
  const first = groups[0]?.digits.length ?? 0;
  if (groups.length === 2) return first >= 3 && first <= 5;
  return groups.length > 2 && (first > 1 || groups.every(({ digits }) => digits.length === 1));
}

const northAmerican = /^(?:1 )?[2-9]\d\d [2-9]\d\d \d{4}$/;

function isPhone(text: string, groups: readonly DigitGroup[], { locale }: PhoneContext): boolean {
  const digits = groups.map((group) => group.digits).join('');
  const [first] = groups;
  const last = groups.at(-1);
  if (!first || !last || /[\p{L}\d#]/u.test(text[first.start - 1] ?? '')) return false;
  if (first.hasPlus) return isInternational(digits);
  const after = text.slice(last.end, last.end + 12);
  if (unitAfter.test(after) || unitBefore.test(text.slice(Math.max(0, first.start - 5), first.start)))
    return false;
  const label = labelBefore(text, first.start);
  const isShortGrouped = groups.length > 2 && groups.every((group) => group.digits.length <= 3);
  if (label === 'reference' && !isShortGrouped) return false;
  const grouped = isGrouped(groups);
  if (!grouped && (/^\p{L}/u.test(after) || (label !== 'phone' && isBarcode(digits)))) return false;
  if (digits.startsWith('00')) return isInternational(digits.slice(2));
  if (isNational(digits, locale)) return grouped || groups.length === 1;
  if (label === 'phone')
    return isNationalSomewhere(digits) || isBareSomewhere(digits) || isInternational(digits);
  if (!grouped) return false;
  const written = groups.map((group) => group.digits).join(' ');
  return isNationalSomewhere(digits) || isBare(digits, locale) || northAmerican.test(written);
}

/** The longest number that begins with the group at `from`; how many groups it takes, 0 for none. */
function countGroups(
  text: string,
  groups: readonly DigitGroup[],
  from: number,
  context: PhoneContext,
): number {
  let digits = 0;
  let taken = 0;
  for (let to = from; to < groups.length; to++) {
    const group = groups[to] as DigitGroup;
    if (to > from && (!group.isJoined || group.hasPlus)) break;
    digits += group.digits.length;
    if (digits > maxDigits) break;
    if (digits >= 8 && isPhone(text, groups.slice(from, to + 1), context)) taken = to - from + 1;
  }
  return taken;
}

/** @param plain from `toPlainText`. @returns passages of it, in reading order. */
export function findPhoneNumbers(plain: string, context: PhoneContext): Passage[] {
  const ownDigits = (context.orderRef ?? '').normalize('NFKC').replace(/\D/g, '');
  const text = hideDates(hidePassage(plain, (context.orderRef ?? '').normalize('NFKC').trim()));
  const groups = readDigitGroups(text);
  const found: Passage[] = [];
  for (let index = 0; index < groups.length; index++) {
    const taken = countGroups(text, groups, index, context);
    if (taken === 0) continue;
    const number = groups.slice(index, index + taken);
    index += taken - 1;
    if (ownDigits.includes(number.map(({ digits }) => digits).join(''))) continue;
    const start = number[0]?.start ?? 0;
    const lead = /(?:\(?\+[ (]?|\()$/.exec(text.slice(Math.max(0, start - 3), start))?.[0].length ?? 0;
    found.push({ start: start - lead, end: number.at(-1)?.end ?? start });
  }
  return found;
}
