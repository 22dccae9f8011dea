/**
 * Several processes may work for one account, and any may be started anew: each writes what it has used of the account's minute and
 * what it was told to wait for, and reads the same of the others, once a second while it works. In between the pace is shared evenly.
 */
import { randomUUID } from 'node:crypto';
import { pool } from '@/lib/platform/db/client';
import { unhurried } from '@/lib/platform/db/unhurried';
import type { AccountBudget } from '@/lib/zendesk/budget';

const owner = randomUUID();
const everyMs = 1_000;
/** A process that has said nothing for longer works no more for the account. */
const silentMs = 5_000;
const sharedAt = new Map<string, number>();

const share = `
  WITH own AS (
    INSERT INTO zendesk_budget (subdomain, owner, limit_per_minute, used, window_ends_at, blocked_until, seen_at)
    SELECT $1, $2, $3::int, $4::int, $5::timestamptz, $6::timestamptz, now() FROM ${unhurried}
    ON CONFLICT (subdomain, owner) DO UPDATE SET limit_per_minute = coalesce(excluded.limit_per_minute, zendesk_budget.limit_per_minute),
      used = excluded.used, window_ends_at = excluded.window_ends_at, blocked_until = excluded.blocked_until, seen_at = now()),
  gone AS (DELETE FROM zendesk_budget WHERE subdomain = $1 AND owner <> $2 AND seen_at < now() - interval '1 day')
  SELECT coalesce(sum(used) FILTER (WHERE window_ends_at > now()), 0)::int AS used,
    (count(*) FILTER (WHERE seen_at > now() - $7 * interval '1 millisecond'))::int AS processes,
    max(blocked_until) FILTER (WHERE blocked_until > now()) AS "blockedUntil"
  FROM zendesk_budget WHERE subdomain = $1 AND owner <> $2`;

type Others = { used: number; processes: number; blockedUntil: Date | null };

/** Cheap to call often: it asks the database at most once a second for each account. */
export async function shareBudget(subdomain: string, budget: AccountBudget): Promise<void> {
  const nowMs = Date.now();
  if (nowMs - (sharedAt.get(subdomain) ?? 0) < everyMs) return;
  sharedAt.set(subdomain, nowMs);
  const { limit, used, endsAtMs, blockedUntilMs } = budget.snapshot();
  const at = (ms: number | null) => (ms ? new Date(ms) : null);
  const values = [subdomain, owner, limit, used, at(endsAtMs), at(blockedUntilMs), silentMs];
  const { rows } = await pool.query<Others>(share, values);
  const [others] = rows;
  if (!others) return;
  budget.setSiblings(
    { used: others.used, processes: others.processes + 1 },
    others.blockedUntil?.getTime() ?? 0,
  );
}
