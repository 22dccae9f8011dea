/**
 * What one can reach somebody by, in a text: the rule for reviews, and for the warnings before a reply. It must neither hold an
 * honest text nor let a number through; what only has to hide things follows `contactMasks.ts`. Pure: the browser uses it, too.
 */
import { findEmailAddresses } from '@/lib/moderation/emailAddresses';
import { findPhoneNumbers, type PhoneContext } from '@/lib/moderation/phoneNumbers';
import { toPlainText } from '@/lib/moderation/plainSigns';

export type Contact = {
  category: 'email' | 'phone';
  /** As written, with UTF-16 offsets into the text. */
  matchedText: string;
  start: number;
  end: number;
};

export function findContacts(text: string, context: PhoneContext): Contact[] {
  const { text: plain, starts, ends } = toPlainText(text);
  const toContact = (category: Contact['category']) => (passage: { start: number; end: number }) => {
    const start = starts[passage.start] ?? 0;
    const end = ends[passage.end - 1] ?? text.length;
    return { category, matchedText: text.slice(start, end), start, end };
  };
  return [
    ...findEmailAddresses(plain).map(toContact('email')),
    ...findPhoneNumbers(plain, context).map(toContact('phone')),
  ];
}
