/**
 * Takes contacts out of a text that others will read: the activity page, a text that stays after an erasure. Stricter than the
 * rule for reviews: whatever might be an address or a number goes, as a mask too many costs nothing.
 */
import { hideDates, readDigitGroups } from '@/lib/moderation/digitGroups';
import { findEmailAddresses } from '@/lib/moderation/emailAddresses';
import { findPhoneNumbers, type Passage } from '@/lib/moderation/phoneNumbers';
import { toPlainText } from '@/lib/moderation/plainSigns';

export const emailMask = '•••@•••';
export const phoneMask = '•••';

/** Fewer digits than this reach nobody. */
const minDigits = 8;

/** Every run of digits that begins like something to dial, or is grouped by twos or threes like it. */
function findDiallable(plain: string): Passage[] {
  const found: Passage[] = [];
  const groups = readDigitGroups(hideDates(plain));
  for (let from = 0; from < groups.length;) {
    let to = from + 1;
    while (to < groups.length && groups[to]?.isJoined && !groups[to]?.hasPlus) to++;
    const run = groups.slice(from, to);
    const first = run.findIndex(({ digits, hasPlus }) => hasPlus || digits.startsWith('0'));
    const isGrouped = run.length > 2 && run.every(({ digits }) => digits.length <= 4);
    const number = first >= 0 && !isGrouped ? run.slice(first) : first >= 0 || isGrouped ? run : [];
    const [start] = number;
    const end = number.at(-1);
    const isWord =
      /\p{L}/u.test(plain[(start?.start ?? 0) - 1] ?? '') || /\p{L}/u.test(plain[end?.end ?? 0] ?? '');
    if (start && end && !isWord && number.reduce((sum, { digits }) => sum + digits.length, 0) >= minDigits)
      found.push({ start: start.start - (start.hasPlus ? 1 : 0), end: end.end });
    from = to;
  }
  return found;
}

/** Anything with an at-sign and a dot after it, whatever stands around. */
function findAddressLike(plain: string): Passage[] {
  return [...plain.matchAll(/[^\s"<>(),;:]+/g)]
    .filter(({ 0: word }) => /^[^@]+@[^@.]+\../.test(word))
    .map(({ 0: word, index }) => ({ start: index, end: index + word.length }));
}

/** The same text with masks where addresses and numbers stood; who wrote it, and about which order, is not asked. */
export function maskContacts(text: string): string {
  const { text: plain, starts, ends } = toPlainText(text);
  const passages = [
    ...[...findEmailAddresses(plain), ...findAddressLike(plain)].map((at) => ({ ...at, mask: emailMask })),
    ...[...findPhoneNumbers(plain, { locale: 'fr' }), ...findDiallable(plain)].map((at) => ({
      ...at,
      mask: phoneMask,
    })),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  let masked = '';
  let from = 0;
  for (const { start, end, mask } of passages) {
    const written = ends[end - 1] ?? text.length;
    const begins = starts[start] ?? 0;
    if (written <= from) continue;
    masked += begins >= from ? text.slice(from, begins) + mask : '';
    from = written;
  }
  return masked + text.slice(from);
}
