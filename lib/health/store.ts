/** Keeps a run's results and draws its consequences in one transaction: two runs that end together tell the owner once. */
import { hasAllObjects, setupUnfinished } from '@/lib/connection/connectionStore';
import { now } from '@/lib/platform/clock';
import { transaction, type Tx } from '@/lib/platform/db/client';
import type { Prisma } from '@/lib/platform/db/generated/client';
import { log } from '@/lib/platform/log';
import type { WatchedConnection } from '@/lib/health/facts';
import { queueNews } from '@/lib/health/notices';
import { findNews, findPause, isLetIn } from '@/lib/health/verdict';
import type { HealthResult } from '@/lib/zendesk/health/judgement';

export const everyMs = 15 * 60_000;

/** @param row as it was when the run began: results about replaced credentials are thrown away. */
export async function keepResults(row: WatchedConnection, results: readonly HealthResult[]): Promise<void> {
  await transaction(async (tx) => {
    const { id: connectionId } = row;
    await tx.$executeRaw`SELECT 1 FROM health_run WHERE connection_id = ${connectionId}::uuid FOR UPDATE`;
    const current = await tx.zendeskConnection.findUnique({
      where: { id: connectionId },
      include: { objects: true, healthRun: true, healthResults: true },
    });
    if (!current?.healthRun || current.version !== row.version || current.state === 'disconnected') return;
    const { healthRun: run, healthResults: before } = current;
    const at = now();
    for (const result of results) await keepOne(tx, connectionId, result, before, at);
    const news = findNews(results, before, run.toldFaults);
    const sequence = run.sequence + 1;
    await tx.healthRun.update({
      where: { connectionId },
      data: {
        sequence,
        checkedAt: at,
        nextAt: new Date(Date.now() + everyMs),
        toldFaults: news.toldFaults,
      },
    });
    await settleState(tx, current, results, before);
    await queueNews(tx, { connectionId, websiteId: row.websiteId, sequence }, news);
    if (news.worse.length > 0 || news.isRecovered)
      log().info(
        { connectionId, worse: news.worse, isRecovered: news.isRecovered },
        'connection health changed',
      );
  });
}

type Kept = { name: string; state: string; reason: string | null; changedAt: Date; lastGoodAt: Date | null };

async function keepOne(
  tx: Tx,
  connectionId: string,
  {
    name,
    state,
    reason = null,
    evidence,
    differences,
  }: Omit<HealthResult, 'reason'> & { reason?: string | null },
  before: readonly Kept[],
  at: Date,
): Promise<void> {
  const known = before.find((row) => row.name === name);
  const isSame = known?.state === state && known.reason === reason;
  const data = {
    state,
    reason,
    evidence: { ...evidence, ...(differences ? { differences } : {}) } as Prisma.InputJsonObject,
    checkedAt: at,
    changedAt: isSame ? known.changedAt : at,
    lastGoodAt: state === 'ok' ? at : (known?.lastGoodAt ?? null),
  };
  await tx.healthResult.upsert({
    where: { connectionId_name: { connectionId, name } },
    create: { connectionId, name, ...data },
    update: data,
  });
}

type Current = Prisma.ZendeskConnectionGetPayload<{ include: { objects: true } }>;

/** Pauses a connection nobody can work with, and lets a paused one go on whose account has let us in again. */
async function settleState(
  tx: Tx,
  current: Current,
  results: readonly HealthResult[],
  before: readonly Kept[],
): Promise<void> {
  const { id, state, lastErrorCode, objects } = current;
  const pause = findPause(results);
  if (pause) {
    const isKnown = state === pause.state && lastErrorCode === pause.code;
    const { code, words } = pause;
    const noted = { lastErrorCode: code, lastErrorDetail: words.slice(0, 500), lastErrorAt: now() };
    if (!isKnown && lastErrorCode !== setupUnfinished)
      await tx.zendeskConnection.update({ where: { id }, data: { state: pause.state, ...noted } });
    return;
  }
  const isPaused = state === 'needs_credentials' || state === 'needs_attention';
  if (!isPaused || lastErrorCode === setupUnfinished || !hasAllObjects(objects) || !isLetIn(results)) return;
  const cleared = { lastErrorCode: null, lastErrorDetail: null, lastErrorAt: null };
  await tx.zendeskConnection.update({
    where: { id },
    data: { state: 'active', lastGoodAt: now(), ...cleared },
  });
  // What was refused while the connection itself was at fault goes up at once. A refusal that no check explains is about that one
  // ticket, and keeps its hour.
  const wasAtFault = before.some(({ name, state: kept }) => kept === 'fault' && doors.has(name));
  if (!wasAtFault) return;
  await tx.delivery.updateMany({
    where: { connectionId: id, state: { in: ['waiting', 'sending', 'needs_merchant'] } },
    data: { notBefore: new Date() },
  });
}

const doors = new Set(['account_reachable', 'credentials', 'role', 'scopes', 'api_access']);
