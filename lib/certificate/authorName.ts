/** How an author is named in public. Pure, so that certificate and widgets cannot differ. */
import { shortName } from '@/lib/platform/text/personName';
import { addMonths } from '@/lib/reviews/calendar';

export const anonymousAfterMonths = 18;

export type NamedAuthor = {
  firstName: string;
  lastName: string;
  /** The author chose to stay unnamed. */
  isAnonymous: boolean;
  submittedAt: Date;
};

/** First name and initial ("Claire D."), or null when the author is shown as anonymous: by choice, or once the review is 18 months old. */
export function publicName(author: NamedAuthor, at: Date): string | null {
  if (author.isAnonymous || addMonths(author.submittedAt, anonymousAfterMonths) <= at) return null;
  return shortName(author) || null;
}
