import { describe, expect, it } from 'vitest';
import { toScore } from '@/lib/certificate/score';
import type { ShownReview } from '@/lib/certificate/reviewList';
import { serializeStructuredData, toStructuredData } from '@/lib/certificate/structuredData';

const website = {
  id: 'w',
  name: 'Maison Lune',
  url: 'https://maison-lune.example',
  locale: 'fr',
  timeZone: 'Europe/Paris',
};
const review: ShownReview = {
  id: 'r',
  rating: 4,
  comment: 'Très bien',
  authorName: 'Claire D.',
  locale: 'fr',
  publishedAt: new Date('2026-11-02T10:00:00Z'),
  experiencedAt: null,
  exchanges: [],
  origin: 'invitation',
  originSource: null,
  isVerified: true,
};
type Node = Record<string, unknown> & { '@type'?: string };
const build = (reviews: ShownReview[], counts = [{ rating: 4, total: 3, recent: 2 }]) =>
  toStructuredData({
    website,
    score: toScore(counts),
    reviews,
    anonymous: 'Client anonyme',
    address: 'https://avis.example/certificate/w',
  }) as Node;

/** The rules Google's and schema.org's validators apply to review snippets: required properties, ranges and types. */
function faultsOf(data: Node): string[] {
  const faults: string[] = [];
  const need = (isMet: boolean, what: string) => {
    if (!isMet) faults.push(what);
  };
  const isRating = (node: Node | undefined) =>
    node !== undefined &&
    [node.ratingValue, node.bestRating, node.worstRating].every((value) => typeof value === 'number') &&
    (node.ratingValue as number) >= (node.worstRating as number) &&
    (node.ratingValue as number) <= (node.bestRating as number);
  need(data['@context'] === 'https://schema.org', 'context');
  need(data['@type'] === 'Organization', 'a type that may be rated');
  need(typeof data.name === 'string' && data.name !== '', 'name of what is rated');
  const total = data.aggregateRating as Node | undefined;
  if (total) {
    need(total['@type'] === 'AggregateRating' && isRating(total), 'ratingValue within its scale');
    need(
      Number.isInteger(total.reviewCount) && (total.reviewCount as number) > 0,
      'reviewCount of at least one',
    );
  }
  for (const item of (data.review ?? []) as Node[]) {
    const author = item.author as Node | undefined;
    need(item['@type'] === 'Review' && isRating(item.reviewRating as Node), 'reviewRating');
    need((item.reviewRating as Node)['@type'] === 'Rating', 'reviewRating is a Rating');
    need(
      author?.['@type'] === 'Person' &&
        typeof author.name === 'string' &&
        author.name.length > 0 &&
        author.name.length < 100,
      'author with a name under 100 characters',
    );
    need(/^\d{4}-\d\d-\d\d$/.test(String(item.datePublished)), 'datePublished as ISO 8601');
  }
  return faults;
}

describe('structured data of a certificate', () => {
  it('meets what validators require, with and without names, comments and reviews', () => {
    const anonymous = { ...review, authorName: null, comment: '' };
    const long = { ...review, authorName: 'A'.repeat(400) };
    for (const reviews of [[], [review], [review, anonymous, long]])
      expect(faultsOf(build(reviews))).toEqual([]);
  });

  it('is refused by the same rules when something is missing', () => {
    const { name: _name, ...rest } = build([review]);
    expect(faultsOf(rest)).toContain('name of what is rated');
    expect(
      faultsOf({
        ...build([]),
        aggregateRating: {
          '@type': 'AggregateRating',
          ratingValue: 6,
          bestRating: 5,
          worstRating: 1,
          reviewCount: 0,
        },
      }),
    ).toHaveLength(2);
  });

  it('states no average for a website under evaluation, and the average of its recent reviews otherwise', () => {
    expect(build([], [{ rating: 1, total: 4, recent: 0 }])).not.toHaveProperty('aggregateRating');
    expect(build([review])).toMatchObject({ aggregateRating: { ratingValue: 4, reviewCount: 2 } });
  });

  it('cannot be left by any text in it', () => {
    const nasty = '</script><!--<script>alert(1)</script>\u2028🌒 مرحبا';
    const text = serializeStructuredData(build([{ ...review, comment: nasty, authorName: nasty }]));
    expect(text).not.toMatch(/[<>\u2028]/);
    expect(JSON.parse(text)).toMatchObject({ review: [{ reviewBody: nasty }] });
  });
});
