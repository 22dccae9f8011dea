/** What became of a webhook, as the activity shows it. Pure. */
import { leftOutReasons, type LeftOutReason } from '@/lib/sync/inbound/replies';

/** Joined by commas where there is more than one. */
export type Outcome =
  | 'replied'
  | 'changed'
  | 'already_home'
  | 'only_internal'
  | 'not_a_review'
  | 'other_website'
  | 'ticket_gone'
  | LeftOutReason
  | `refused_${string}`;

export type Reading = {
  taken: number;
  changed: number;
  /** Codes of the review's rules. */
  refused: readonly string[];
  replies: number;
  leftOut: Partial<Record<string, number>>;
  /** What the reading before had left out. */
  leftOutBefore: Partial<Record<string, number>>;
};

/**
 * What came with this reading; where nothing did, what there is. A webhook tells of a public comment, so that there is always something
 * to name.
 */
export function nameOutcome({
  taken,
  changed,
  refused,
  replies,
  leftOut,
  leftOutBefore,
}: Reading): Outcome[] {
  const grown = leftOutReasons.filter((reason) => (leftOut[reason] ?? 0) > (leftOutBefore[reason] ?? 0));
  const news: Outcome[] = [
    ...(taken > 0 ? (['replied'] as const) : []),
    ...(changed > 0 ? (['changed'] as const) : []),
    ...[...new Set(refused)].map((code) => `refused_${code}` as const),
    ...grown,
  ];
  if (news.length > 0) return news;
  if (replies > 0) return ['already_home'];
  const present = leftOutReasons.filter((reason) => (leftOut[reason] ?? 0) > 0);
  return present.length > 0 ? present : ['only_internal'];
}
