/**
 * A certificate as search engines read it: schema.org Organization with its AggregateRating and the reviews of the page. Pure.
 * It says exactly what the page shows, because that is the first rule of whoever reads it.
 */
import { cutToFit } from '@/lib/platform/text/comparable';
import type { CertificateWebsite } from '@/lib/certificate/certificate';
import type { ShownReview } from '@/lib/certificate/reviewList';
import { dayIn } from '@/lib/reviews/calendar';
import type { Score } from '@/lib/certificate/score';

type Parts = {
  website: CertificateWebsite;
  score: Score;
  reviews: readonly ShownReview[];
  /** How an unnamed author is called on the page. */
  anonymous: string;
  /** Address of the certificate. */
  address: string;
};

const scale = { bestRating: 5, worstRating: 1 };

/** Readers of structured data cut author names at a hundred characters. */
const nameMax = 99;

export function toStructuredData({ website, score, reviews, anonymous, address }: Parts): object {
  // A reader of machines takes what stands here for proven: what no order proves stays on the page, with its mark.
  const proven = reviews.filter(({ isVerified }) => isVerified);
  return {
    '@context': 'https://schema.org',
    '@type': 'Organization',
    '@id': `${address}#organization`,
    name: website.name,
    url: website.url,
    ...(score.average === null
      ? {}
      : {
          aggregateRating: {
            '@type': 'AggregateRating',
            ratingValue: Number(score.average.toFixed(2)),
            reviewCount: score.recentCount,
            ...scale,
          },
        }),
    ...(proven.length === 0
      ? {}
      : {
          review: proven.map((review) => ({
            '@type': 'Review',
            author: { '@type': 'Person', name: cutToFit(review.authorName ?? anonymous, nameMax) },
            datePublished: dayIn(review.publishedAt, website.timeZone),
            reviewRating: { '@type': 'Rating', ratingValue: review.rating, ...scale },
            ...(review.comment ? { reviewBody: review.comment, inLanguage: review.locale } : {}),
          })),
        }),
  };
}

/** As the content of a script element: no text inside can end the element or open a comment. */
export function serializeStructuredData(data: object): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
