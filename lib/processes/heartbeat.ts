import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { db } from '@/lib/platform/db/client';
import type { Prisma } from '@/lib/platform/db/generated/client';
import { log } from '@/lib/platform/log';
import { nameProcess, workRegistry } from '@/lib/platform/workMetrics';

const everyMs = 5_000;
const forgetAfterMs = 86_400_000;

/**
 * Writes this worker's row every few seconds until stopped, and takes it away then; readiness looks at the newest. Rows of
 * killed workers are removed after a day. A database that is away only makes the row old, which is what it should be.
 */
export async function keepHeartbeat(stopping: AbortSignal): Promise<void> {
  const id = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
  nameProcess(id);
  while (!stopping.aborted) {
    await beat(id).catch((error: unknown) => log().warn({ err: error }, 'heartbeat not written'));
    await delay(everyMs, undefined, { signal: stopping }).catch(() => undefined);
  }
  await db.workerHeartbeat.deleteMany({ where: { id } }).catch(() => undefined);
}

/** Real time, not the product's: a moved clock says nothing about a worker's health. */
async function beat(id: string): Promise<void> {
  const seenAt = new Date();
  // Through text: the library leaves undefined values, which JSON has not.
  const figures = JSON.parse(JSON.stringify(await workRegistry.getMetricsAsJSON())) as Prisma.InputJsonValue;
  await db.workerHeartbeat.upsert({
    where: { id },
    create: { id, startedAt: seenAt, seenAt, figures },
    update: { seenAt, figures },
  });
  await db.workerHeartbeat.deleteMany({
    where: { seenAt: { lt: new Date(seenAt.getTime() - forgetAfterMs) } },
  });
}
