/** Why a review goes to moderation, with the passage that says so. Pure: the website's rules come in as an argument. */
import { findContacts } from '@/lib/moderation/contacts';
import { insultsFor } from '@/lib/moderation/insults';
import { findRepeats } from '@/lib/moderation/repeats';
import { createMatcher, findWords, type Matcher } from '@/lib/moderation/watchedWords';

export type Cause = {
  kind: 'rating' | 'watched_word' | 'insult' | 'personal_data' | 'repeated_characters';
  category?: string;
  matchedText?: string;
  /** UTF-16 offsets into the comment. */
  start?: number;
  end?: number;
};

export type ModerationRules = { brandMaxRating: number; productMaxRating: number; words: Matcher };
export type Subject = {
  text: string;
  rating: number;
  type: 'brand' | 'product';
  /** Of the order: they identify the author. */
  familyNames: readonly string[];
  locale: string;
  /** Of the order: the author may name it, and its digits are no telephone number. */
  orderRef?: string;
};

/** A name of two letters would be found in half of all texts. */
const familyNameMinLength = 3;

function fromContacts({ text, locale, orderRef }: Subject): Cause[] {
  return findContacts(text, { locale, orderRef }).map((contact) => ({ kind: 'personal_data', ...contact }));
}

function fromFamilyNames(text: string, familyNames: readonly string[]): Cause[] {
  const words = familyNames
    .filter((name) => Array.from(name.normalize('NFC').trim()).length >= familyNameMinLength)
    .map((word) => ({ word, category: 'family_name' }));
  if (words.length === 0) return [];
  return findWords(createMatcher(words), text).map((match) => ({
    kind: 'personal_data',
    category: 'family_name',
    matchedText: match.matchedText,
    start: match.start,
    end: match.end,
  }));
}

function fromRepeats(text: string): Cause[] {
  return findRepeats(text).map(({ start, end }) => ({
    kind: 'repeated_characters',
    matchedText: text.slice(start, end),
    start,
    end,
  }));
}

function fromWords(kind: 'watched_word' | 'insult', matcher: Matcher, text: string): Cause[] {
  return findWords(matcher, text).map(({ category, matchedText, start, end }) => ({
    kind,
    category,
    matchedText,
    start,
    end,
  }));
}

/**
 * All causes, the rating first, then in reading order by kind. Empty when the review may simply wait for publication.
 * @returns at most 50: a text that breaks a rule a hundred times is no clearer than one that breaks it fifty times.
 */
export function findCauses(subject: Subject, rules: ModerationRules): Cause[] {
  const { text, rating, type } = subject;
  const maxRating = type === 'brand' ? rules.brandMaxRating : rules.productMaxRating;
  const causes: Cause[] = rating <= maxRating ? [{ kind: 'rating' }] : [];
  if (text === '') return causes;
  causes.push(
    ...fromWords('watched_word', rules.words, text),
    ...fromWords('insult', insultsFor(subject.locale), text),
    ...fromContacts(subject),
    ...fromFamilyNames(text, subject.familyNames),
    ...fromRepeats(text),
  );
  return causes.slice(0, 50);
}
