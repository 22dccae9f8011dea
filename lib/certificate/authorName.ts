/** How an author is named in public. Pure, so that certificate and widgets cannot differ. */
import { addMonths } from '@/lib/reviews/calendar';

export const anonymousAfterMonths = 18;

export type NamedAuthor = {
  firstName: string;
  lastName: string;
  /** The author chose to stay unnamed. */
  isAnonymous: boolean;
  submittedAt: Date;
};

const graphemes = new Intl.Segmenter('fr', { granularity: 'grapheme' });

/** The first letter as a reader sees it: with its accent, and whole for letters that need two units. */
function initialOf(name: string): string {
  const first = [...graphemes.segment(name.trim())][0]?.segment ?? '';
  return first.toLocaleUpperCase('fr');
}

/** First name and initial ("Claire D."), or null when the author is shown as anonymous: by choice, or once the review is 18 months old. */
export function publicName(author: NamedAuthor, at: Date): string | null {
  if (author.isAnonymous || addMonths(author.submittedAt, anonymousAfterMonths) <= at) return null;
  const firstName = author.firstName.trim();
  const initial = initialOf(author.lastName);
  const name = initial ? `${firstName} ${initial}.` : firstName;
  return name.trim() || null;
}
