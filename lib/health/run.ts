/** Looks at one connection: reads the account once, judges, keeps what was found. Shown live, or run by the worker. */
import { openProbe } from '@/lib/connection/connections';
import { db } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { findWatched, gatherFacts, type WatchedConnection } from '@/lib/health/facts';
import { keepResults } from '@/lib/health/store';
import { AnswerNotes, readAccount } from '@/lib/zendesk/health/account';
import { runHealthChecks } from '@/lib/zendesk/health/checks';
import type { HealthResult } from '@/lib/zendesk/health/judgement';

/**
 * Runs every check and gives each result as it comes; after the last one all are kept, the connection is paused or goes on, and
 * its owner is told of what changed. A run that is left before its end keeps nothing.
 */
async function* checkConnection(row: WatchedConnection, signal?: AbortSignal): AsyncGenerator<HealthResult> {
  await db.healthRun.createMany({ data: [{ connectionId: row.id }], skipDuplicates: true });
  const notes = new AnswerNotes();
  const client = await openProbe(row, notes.note);
  const look = { account: readAccount(client, notes, signal), facts: await gatherFacts(row) };
  const results: HealthResult[] = [];
  for await (const result of runHealthChecks(look)) {
    results.push(result);
    yield result;
  }
  if (!signal?.aborted) await keepResults(row, results);
}

/** For the page. @throws AppError `connection_missing` before the first result. */
export async function checkWebsite(
  websiteId: string,
  signal?: AbortSignal,
): Promise<AsyncGenerator<HealthResult>> {
  const row = await findWatched({ websiteId });
  if (!row) throw new AppError('connection_missing');
  return checkConnection(row, signal);
}

/** For the worker and after a repair. @returns null when the connection is gone. */
export async function checkNow(connectionId: string, signal?: AbortSignal): Promise<HealthResult[] | null> {
  const row = await findWatched({ id: connectionId });
  if (!row) return null;
  const results: HealthResult[] = [];
  for await (const result of checkConnection(row, signal)) results.push(result);
  return results;
}
