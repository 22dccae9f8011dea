import type { Metadata } from 'next';
import { cache } from 'react';
import { formWords } from '@/components/reviewForm/words';
import { now } from '@/lib/platform/clock';
import type { Locale } from '@/lib/platform/i18n/locales';
import { findReviewLink, type ReviewLink } from '@/lib/authorDesk/reviewLink';

/** Once per request, for title and page alike; null for a link that opens nothing. */
export const openLink = cache(async (token: string): Promise<ReviewLink | null> =>
  findReviewLink(decodeURIComponent(token), now()),
);

/** Personal pages: never in a search index, and the address goes nowhere in a Referer header. */
export function titleOf(link: ReviewLink | null, locale: Locale): Metadata {
  const { t } = formWords(locale, 'UTC');
  const shop = link && (link.kind === 'review' ? link.review.website.name : link.form.website.name);
  const title = shop ? t('page.title', { shop }) : t('invalid.title');
  return { title: { absolute: title }, robots: { index: false, follow: false }, referrer: 'strict-origin' };
}
