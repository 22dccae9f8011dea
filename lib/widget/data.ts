/** The data of a website's widgets: the certificate's own figures and reviews, for the brand or for one product. */
import { createHash } from 'node:crypto';
import { authorLocale } from '@/lib/platform/i18n/authorLocale';
import type { Locale } from '@/lib/platform/i18n/locales';
import { formatter, translator } from '@/lib/platform/i18n/translator';
import { findCertificateWebsite, type CertificateWebsite } from '@/lib/certificate/certificate';
import { parseListQuery, type ListQuery } from '@/lib/certificate/listQuery';
import { tellOrigin, tellProof } from '@/lib/certificate/proofWords';
import { listShownReviews, type ShownReview } from '@/lib/certificate/reviewList';
import type { Score } from '@/lib/certificate/score';
import { findShownVersion, getScore } from '@/lib/certificate/shown';
import { dayIn } from '@/lib/reviews/calendar';
import type { WidgetReview, WidgetView, WidgetWords } from '@/lib/widget/view';

const limitMax = 20;
const productRefMax = 100;
/** Part of every ETag: changes with the shape of the answer. */
const format = 2;

export type WidgetQuery = ListQuery & {
  productRef?: string | undefined;
  /** 0: figures only, as a badge needs them. */
  limit: number;
  lang?: string | undefined;
};

/** Reads `?product=&limit=&sort=&rating=&cursor=&lang=`; what it does not know counts as not asked for. */
export function parseWidgetQuery(search: URLSearchParams): WidgetQuery {
  const get = (name: string) => search.get(name) ?? undefined;
  const limit = /^\d{1,2}$/.test(get('limit') ?? '') ? Math.min(Number(get('limit')), limitMax) : 10;
  return {
    ...parseListQuery({
      sort: get('sort'),
      proof: get('proof'),
      rating: get('rating'),
      cursor: get('cursor'),
    }),
    productRef: get('product')?.replaceAll('\0', '').slice(0, productRefMax) || undefined,
    limit,
    lang: get('lang'),
  };
}

/**
 * The tag of the answer to this query, without making the answer: the version of all the website shows, the day its windows
 * are counted from, and what was asked. Null for an unknown website.
 */
export async function findWidgetTag(idWebsite: string, query: WidgetQuery, at: Date): Promise<string | null> {
  const version = await findShownVersion(idWebsite);
  if (version === null) return null;
  const day = at.toISOString().slice(0, 10);
  const hash = createHash('sha256')
    .update(JSON.stringify([format, day, query]))
    .digest('base64url');
  return `"${version}-${hash.slice(0, 16)}"`;
}

/** @param appUrl public origin, for the link to the certificate. Null for an unknown website. */
export async function findWidgetView(
  idWebsite: string,
  query: WidgetQuery,
  { at, appUrl }: { at: Date; appUrl: string },
): Promise<WidgetView | null> {
  const website = await findCertificateWebsite(idWebsite);
  if (!website) return null;
  const subject = { websiteId: website.id, productRef: query.productRef };
  const [score, list] = await Promise.all([
    getScore(subject, at),
    query.limit > 0
      ? listShownReviews(subject, query, { at, limit: query.limit })
      : { items: [], nextCursor: null },
  ]);
  const locale = authorLocale(query.lang ?? website.locale);
  const words = toWords(locale, website, score);
  const { average, recentCount: count, totalCount } = score;
  const { id, name, url } = website;
  return {
    website: { id, name, url, certificateUrl: `${appUrl}/certificate/${id}?lang=${locale}` },
    subject: query.productRef ? { type: 'product', ref: query.productRef } : { type: 'brand' },
    score: {
      average: average === null ? null : Number(average.toFixed(2)),
      ...{ count, totalCount, othersCount: score.othersCount },
      distribution: score.distribution.map(({ rating, count: of }) => ({ rating, count: of })),
    },
    reviews: list.items.map((review) => toReview(review, locale, website)),
    nextCursor: list.nextCursor,
    words,
  };
}

function toReview(review: ShownReview, locale: Locale, website: CertificateWebsite): WidgetReview {
  const t = translator(locale, 'certificate');
  const format = formatter(locale, website.timeZone);
  const date = (at: Date) => format.dateTime(at, { dateStyle: 'long' });
  const { id, rating, comment, authorName: author, publishedAt, experiencedAt } = review;
  const dates = [
    t('list.published', { date: date(publishedAt) }),
    ...(experiencedAt ? [t('list.experienced', { date: date(experiencedAt) })] : []),
  ].join(', ');
  return {
    ...{ id, rating, comment, author, dates, locale: review.locale },
    ...{ origin: review.origin, isVerified: review.isVerified },
    proof: `${tellProof(t, review)} · ${tellOrigin(t, review)}`,
    publishedAt: publishedAt.toISOString(),
    experiencedAt: experiencedAt && dayIn(experiencedAt, website.timeZone),
    replies: review.exchanges.map(({ origin, body, createdAt }) => ({
      from: origin,
      title: origin === 'merchant' ? t('list.reply', { shop: website.name }) : t('list.answer'),
      body,
      at: createdAt.toISOString(),
    })),
  };
}

function toWords(locale: Locale, website: CertificateWebsite, score: Score): WidgetWords {
  const t = translator(locale, 'widgets');
  const { number } = formatter(locale, website.timeZone);
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return {
    brand: t('shown.brand'),
    outOf: t('shown.outOf'),
    average: score.average === null ? '' : number(score.average, digits),
    count: t('shown.count', { count: score.recentCount }),
    underEvaluation: t('shown.underEvaluation'),
    anonymous: t('shown.anonymous'),
    empty: t('shown.empty'),
    more: t('shown.more'),
    all: t('shown.all'),
    previous: t('shown.previous'),
    next: t('shown.next'),
  };
}
