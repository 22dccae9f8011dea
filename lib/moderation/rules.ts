/** A website's moderation rules, ready to use. The prepared words are kept per process and replaced when the list changes. */
import type { Tx } from '@/lib/platform/db/client';
import type { ModerationRules } from '@/lib/moderation/causes';
import { createMatcher, type Matcher } from '@/lib/moderation/watchedWords';

/** What holds for a website that has saved nothing yet. */
export const defaultMaxRating = 2;

/** Ten thousand words take some megabytes: only the websites in use stay. */
const keptMatchers = 50;
const matchers = new Map<string, { stamp: string; matcher: Matcher }>();

async function loadMatcher(tx: Tx, websiteId: string, version: number): Promise<Matcher> {
  const { _count, _max } = await tx.watchedWord.aggregate({
    where: { websiteId },
    _count: true,
    _max: { createdAt: true },
  });
  const stamp = `${version}:${_count}:${_max.createdAt?.getTime()}`;
  const known = matchers.get(websiteId);
  matchers.delete(websiteId);
  const entry = known?.stamp === stamp ? known : { stamp, matcher: await readMatcher(tx, websiteId) };
  matchers.set(websiteId, entry);
  const oldest = matchers.keys().next().value;
  if (matchers.size > keptMatchers && oldest) matchers.delete(oldest);
  return entry.matcher;
}

async function readMatcher(tx: Tx, websiteId: string): Promise<Matcher> {
  const words = await tx.watchedWord.findMany({
    where: { websiteId },
    select: { word: true, category: true },
    orderBy: { word: 'asc' },
  });
  return createMatcher(words);
}

export async function loadModerationRules(tx: Tx, websiteId: string): Promise<ModerationRules> {
  const setting = await tx.moderationSetting.findUnique({ where: { websiteId } });
  return {
    brandMaxRating: setting?.brandMaxRating ?? defaultMaxRating,
    productMaxRating: setting?.productMaxRating ?? defaultMaxRating,
    words: await loadMatcher(tx, websiteId, setting?.version ?? 0),
  };
}
