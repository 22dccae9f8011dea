/** Takes a person out of a text: addresses, numbers, and the names they gave, as whole words in the cases people write. Pure. */
import { maskContacts } from '@/lib/moderation/contactMasks';
import { isParticle } from '@/lib/platform/text/nameWords';
import { toComparable } from '@/lib/platform/text/comparable';

const gone = '[…]';
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();

/** @param names as the shop or the form gave them; a name written small is a word like any other and stays. */
export function maskPerson(text: string, names: readonly string[]): string {
  let masked = maskContacts(text).normalize('NFC');
  const forms = names
    .flatMap((name) => [
      toComparable(name),
      ...toComparable(name)
        .split(' ')
        .filter((word) => !isParticle(word)),
    ])
    .filter((name) => name.length > 1)
    .flatMap((name) => [name, name.toUpperCase(), capital(name)])
    .filter((name) => name !== name.toLowerCase());
  for (const form of new Set(forms))
    masked = masked.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escaped(form)}(?![\\p{L}\\p{N}])`, 'gu'), gone);
  return masked;
}
