/**
 * What time alone ends: names on display after 18 months, display after five years, contents of what went to Zendesk and came from
 * it after 30 days, the memory of it after the months of ARCHIVE_MONTHS, requests nobody confirmed after a week. Runs again and again over what is due; each row is counted once, because it is changed once.
 */
import { now } from '@/lib/platform/clock';
import { sweep } from '@/lib/erasure/sweep';
import { transaction, type Tx } from '@/lib/platform/db/client';
import type { Pump } from '@/lib/platform/jobs/pump';
import { withLease } from '@/lib/platform/jobs/lease';
import { env } from '@/lib/platform/env';
import { anonymousAfterMonths } from '@/lib/certificate/authorName';
import { shownMonths } from '@/lib/certificate/shown';
import { addMonths } from '@/lib/reviews/calendar';
import { archiveBatch } from '@/lib/archive/moving';
import { archives, dropArchiveMonths } from '@/lib/archive/months';

export const retentionKinds = ['names_hidden', 'reviews_retired', 'bodies_dropped'] as const;
export type RetentionKind = (typeof retentionKinds)[number];

const batchSize = 1_000;

type Counted = { websiteId: string }[];
type Job = { kind: RetentionKind; run: (tx: Tx, at: Date) => Promise<Counted> };

const jobs: Job[] = [
  {
    kind: 'names_hidden',
    run: (tx, at) => tx.$queryRaw<Counted>`
      UPDATE review SET is_anonymous = true WHERE id IN (
        SELECT id FROM review WHERE NOT is_anonymous AND submitted_at <= ${addMonths(at, -anonymousAfterMonths)}
        LIMIT ${batchSize} FOR UPDATE SKIP LOCKED)
      RETURNING website_id AS "websiteId"`,
  },
  {
    kind: 'reviews_retired',
    run: (tx, at) => tx.$queryRaw<Counted>`
      UPDATE review SET retired_at = ${at} WHERE id IN (
        SELECT id FROM review WHERE retired_at IS NULL AND published_at <= ${addMonths(at, -shownMonths)}
        LIMIT ${batchSize} FOR UPDATE SKIP LOCKED)
      RETURNING website_id AS "websiteId"`,
  },
  { kind: 'bodies_dropped', run: (tx, at) => archiveBatch(tx, 'webhook_event', at) },
  { kind: 'bodies_dropped', run: (tx, at) => archiveBatch(tx, 'delivery', at) },
];

async function count(tx: Tx, kind: RetentionKind, rows: Counted, at: Date): Promise<void> {
  const perWebsite = new Map<string, number>();
  for (const { websiteId } of rows) perWebsite.set(websiteId, (perWebsite.get(websiteId) ?? 0) + 1);
  for (const [websiteId, figure] of [...perWebsite].sort()) {
    await tx.$executeRaw`
      INSERT INTO retention_count AS r (website_id, kind, day, count) VALUES (${websiteId}::uuid, ${kind}, ${at}::date, ${figure})
      ON CONFLICT (website_id, kind, day) DO UPDATE SET count = r.count + excluded.count`;
  }
}

/** One batch of each job. @returns how many rows were changed. */
export async function applyRetention(at: Date): Promise<number> {
  let changed = 0;
  for (const { kind, run } of jobs) {
    changed += await transaction(async (tx) => {
      const rows = await run(tx, at);
      await count(tx, kind, rows, at);
      return rows.length;
    });
  }
  await transaction((tx) => tx.erasureRequest.deleteMany({ where: { expiresAt: { lt: at } } }));
  for (const archive of archives) await dropArchiveMonths(archive, at, env.archiveMonths);
  return changed + (await sweep(at, env.archiveMonths));
}

export const retentionPump: Pump = {
  name: 'retention',
  wakes: [],
  everyMs: 3_600_000,
  async run() {
    const changed = await withLease('retention', () => applyRetention(now()));
    return typeof changed === 'number' && changed > 0 ? 'more' : 'idle';
  },
};
