/** What the personal data page shows of a website, and the one setting on it. */
import { findErasureAbility, type ErasureAbility } from '@/lib/erasure/ability';
import { listReceipts, type Receipt } from '@/lib/erasure/receipt';
import { retentionKinds, type RetentionKind } from '@/lib/erasure/retention';
import type { PrivacySettings } from '@/lib/erasure/schema';
import { db, type Tx } from '@/lib/platform/db/client';
import { addMonths } from '@/lib/reviews/calendar';

export type PrivacyPage = {
  settings: PrivacySettings;
  /** What the connected account can do; null where it cannot be told. */
  ability: ErasureAbility | null;
  /** Of the last twelve months. */
  retention: Record<RetentionKind, number>;
  receipts: Receipt[];
};

export async function getPrivacyPage(websiteId: string, at: Date): Promise<PrivacyPage> {
  const [website, counts, receipts, ability] = await Promise.all([
    db.website.findUniqueOrThrow({ where: { id: websiteId }, select: { ticketErasure: true } }),
    db.retentionCount.groupBy({
      by: ['kind'],
      where: { websiteId, day: { gte: addMonths(at, -12) } },
      _sum: { count: true },
    }),
    listReceipts(websiteId),
    findErasureAbility(websiteId),
  ]);
  const countOf = (kind: string) => counts.find((row) => row.kind === kind)?._sum.count ?? 0;
  const retention = Object.fromEntries(retentionKinds.map((kind) => [kind, countOf(kind)])) as Record<
    RetentionKind,
    number
  >;
  return { settings: website, ability, retention, receipts };
}

/** Applies to erasures from now on. */
export async function savePrivacySettings(tx: Tx, websiteId: string, settings: PrivacySettings) {
  await tx.website.update({ where: { id: websiteId }, data: settings });
  return settings;
}
