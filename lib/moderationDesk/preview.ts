/** What a change of the moderation rules would have done to the newest reviews, before anything is saved. */
import { db } from '@/lib/platform/db/client';
import { findCauses, type Cause, type ModerationRules } from '@/lib/moderation/causes';
import { createMatcher, findWords } from '@/lib/moderation/watchedWords';
import { readName } from '@/lib/platform/text/personName';

export const previewReviews = 500;
const previewExamples = 5;

export type RulesInput = {
  brandMaxRating: number;
  productMaxRating: number;
  words: { word: string; category: string }[];
};
export type ModerationPreview = {
  /** Reviews looked at: the newest of the website. */
  reviews: number;
  /** How many of them these rules, and those in force, send to moderation. */
  withRules: number;
  withPresentRules: number;
  byCause: { brandRating: number; productRating: number; watchedWord: number; other: number };
  /** Hits per watched word, most first; words without a hit are left out. */
  byWord: { word: string; category: string; reviews: number }[];
  examples: {
    id: string;
    rating: number;
    matchedText: string;
    comment: string;
    start: number;
    end: number;
  }[];
};

type Row = {
  id: string;
  type: 'brand' | 'product';
  rating: number;
  comment: string;
  authorFirstName: string;
  authorLastName: string;
  authorLocale: string;
  orderRef: string;
};

function causesOf(row: Row, rules: ModerationRules): Cause[] {
  const { comment: text, rating, type, orderRef, authorLocale: locale } = row;
  const { familyNames } = readName({ firstName: row.authorFirstName, lastName: row.authorLastName });
  return findCauses({ text, rating, type, familyNames, locale, orderRef }, rules);
}

function countWords(rows: readonly Row[], rules: ModerationRules): ModerationPreview['byWord'] {
  const counts = new Map<string, { word: string; category: string; reviews: number }>();
  for (const row of rows) {
    const words = new Map(findWords(rules.words, row.comment).map(({ word, category }) => [word, category]));
    for (const [word, category] of words) {
      const entry = counts.get(word) ?? { word, category, reviews: 0 };
      entry.reviews += 1;
      counts.set(word, entry);
    }
  }
  return [...counts.values()].sort((a, b) => b.reviews - a.reviews || a.word.localeCompare(b.word));
}

/** The newest hits, those of a passage not shown yet first: five times the same word teaches less than five words. */
function findExamples(judged: readonly { row: Row; causes: Cause[] }[]): ModerationPreview['examples'] {
  const hits = judged.flatMap(({ row, causes }) => {
    const hit = causes.find((cause) => cause.kind === 'watched_word');
    if (!hit?.matchedText || hit.start === undefined || hit.end === undefined) return [];
    const { id, rating, comment } = row;
    return [{ id, rating, matchedText: hit.matchedText, comment, start: hit.start, end: hit.end }];
  });
  const shown = new Set<string>();
  const isFirst = hits.map(({ matchedText }) => {
    const passage = matchedText.toLowerCase();
    return !shown.has(passage) && shown.add(passage) !== undefined;
  });
  return [
    ...hits.filter((_hit, index) => isFirst[index]),
    ...hits.filter((_hit, index) => !isFirst[index]),
  ].slice(0, previewExamples);
}

/**
 * Tries rules on the newest reviews of a website. Reads only.
 * @param limit how many reviews to look at, at most `previewReviews`.
 */
export async function previewModeration(
  websiteId: string,
  input: { proposed: RulesInput; present: RulesInput },
  limit = previewReviews,
): Promise<ModerationPreview> {
  const rows = await db.review.findMany({
    where: { websiteId },
    orderBy: [{ submittedAt: 'desc' }, { id: 'desc' }],
    take: Math.min(limit, previewReviews),
    select: {
      id: true,
      type: true,
      rating: true,
      comment: true,
      authorFirstName: true,
      authorLastName: true,
      authorLocale: true,
      orderRef: true,
    },
  });
  const proposed = { ...input.proposed, words: createMatcher(input.proposed.words) };
  const present = { ...input.present, words: createMatcher(input.present.words) };
  const judged = rows.map((row) => ({ row, causes: causesOf(row, proposed) }));
  const count = (test: (row: Row, causes: Cause[]) => boolean) =>
    judged.filter(({ row, causes }) => test(row, causes)).length;
  const has = (causes: Cause[], kind: Cause['kind']) => causes.some((cause) => cause.kind === kind);
  return {
    reviews: rows.length,
    withRules: count((_row, causes) => causes.length > 0),
    withPresentRules: rows.filter((row) => causesOf(row, present).length > 0).length,
    byCause: {
      brandRating: count((row, causes) => row.type === 'brand' && has(causes, 'rating')),
      productRating: count((row, causes) => row.type === 'product' && has(causes, 'rating')),
      watchedWord: count((_row, causes) => has(causes, 'watched_word')),
      other: count((_row, causes) => causes.some(({ kind }) => kind !== 'rating' && kind !== 'watched_word')),
    },
    byWord: countWords(rows, proposed),
    examples: findExamples(judged),
  };
}
