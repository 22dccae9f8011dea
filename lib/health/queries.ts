/** What the health page shows before anything runs: the results as they were kept. No secret leaves here. */
import { db } from '@/lib/platform/db/client';
import { findWatched } from '@/lib/health/facts';
import { toShown, type ShownResult } from '@/lib/health/shown';
import { healthCheckNames } from '@/lib/zendesk/health/judgement';

export type HealthPage = {
  /** Null while no account is connected. */
  connection: {
    subdomain: string;
    isPaused: boolean;
    /** Zendesk's own words of the fault that paused it. */
    words: string | null;
    pausedAt: string | null;
    waiting: number;
  } | null;
  checkedAt: string | null;
  results: ShownResult[];
};

export async function getHealthPage(websiteId: string): Promise<HealthPage> {
  const row = await findWatched({ websiteId });
  if (!row) return { connection: null, checkedAt: null, results: [] };
  const [rows, waiting] = await Promise.all([
    db.healthResult.findMany({ where: { connectionId: row.id } }),
    db.delivery.count({ where: { connectionId: row.id, state: { not: 'done' } } }),
  ]);
  const places = new Map<string, number>(healthCheckNames.map((name, index) => [name, index]));
  const known = rows.filter(({ name }) => places.has(name));
  const isPaused = row.state !== 'active' && row.lastErrorCode !== 'setup_unfinished';
  return {
    connection: {
      subdomain: row.subdomain,
      isPaused,
      words: isPaused ? row.lastErrorDetail : null,
      pausedAt: isPaused ? (row.lastErrorAt?.toISOString() ?? null) : null,
      waiting,
    },
    checkedAt: row.healthRun?.checkedAt?.toISOString() ?? null,
    results: known
      .sort((one, other) => (places.get(one.name) ?? 0) - (places.get(other.name) ?? 0))
      .map(toShown),
  };
}
