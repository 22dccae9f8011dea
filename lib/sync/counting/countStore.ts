/** A count's own row: taking a step and keeping what it found are one transaction, so a killed process goes on where it was. */
import { db, transaction, type Tx } from '@/lib/platform/db/client';
import type { Prisma, TicketCount } from '@/lib/platform/db/generated/client';
import type { CountReason, LeftOutReason, UntakenReason } from '@/lib/sync/counting/explain';

export type Tally = Partial<Record<CountReason | LeftOutReason | UntakenReason, number>>;
export type Place = { step: string; cursor: string | null };
export type Finding = { reason: CountReason; reviewId?: string; ticketId?: bigint };

export type Found = {
  reviews: number;
  tickets: number;
  repliesHome: number;
  repliesZendesk: number;
  reasons: Tally;
  leftOut: Tally;
  findings: Finding[];
};

export const nothingFound = (): Found => ({
  reviews: 0,
  tickets: 0,
  repliesHome: 0,
  repliesZendesk: 0,
  reasons: {},
  leftOut: {},
  findings: [],
});

export const readTally = (json: Prisma.JsonValue): Tally => json as Tally;

export function add(tally: Tally, reason: keyof Tally, by = 1): void {
  tally[reason] = (tally[reason] ?? 0) + by;
}

function sum(before: Tally, more: Tally): Tally {
  const after = { ...before };
  for (const [reason, by] of Object.entries(more)) add(after, reason as CountReason, by);
  return after;
}

/** Differences that pass by themselves are shown by a few of them; of those a repair acts on, all are kept. */
const passing: ReadonlySet<CountReason> = new Set(['waiting', 'paused', 'unread', 'followed_up']);
const examples = 100;

function pick(findings: readonly Finding[], before: Tally): Finding[] {
  const seen: Tally = { ...before };
  return findings.filter(({ reason }) => {
    add(seen, reason);
    return !passing.has(reason) || (seen[reason] ?? 0) <= examples;
  });
}

/**
 * Keeps a step and goes on to the next place. @param also what belongs to the same step.
 * @returns whether it was kept: another process may have been ahead.
 */
export async function keepStep(
  count: TicketCount,
  next: Place,
  found: Found = nothingFound(),
  also: (tx: Tx) => Promise<void> = () => Promise.resolve(),
): Promise<boolean> {
  return transaction(async (tx) => {
    const { count: kept } = await tx.ticketCount.updateMany({
      where: { id: count.id, state: 'counting', step: count.step, cursor: count.cursor },
      data: {
        ...next,
        attempts: 0,
        lastErrorCode: null,
        lastErrorDetail: null,
        reviews: { increment: found.reviews },
        tickets: { increment: found.tickets },
        repliesHome: { increment: found.repliesHome },
        repliesZendesk: { increment: found.repliesZendesk },
        reasons: sum(readTally(count.reasons), found.reasons),
        leftOut: sum(readTally(count.leftOut), found.leftOut),
      },
    });
    if (kept === 0) return false;
    const findings = pick(found.findings, readTally(count.reasons));
    if (findings.length > 0)
      await tx.countFinding.createMany({ data: findings.map((row) => ({ ...row, countId: count.id })) });
    await also(tx);
    return true;
  });
}

/** The account cannot be asked now: the place stays. */
export async function keepWaiting(
  count: Pick<TicketCount, 'id' | 'attempts'>,
  fault: { code: string; detail: string; notBefore: Date },
): Promise<void> {
  const { code, detail, notBefore } = fault;
  await db.ticketCount.updateMany({
    where: { id: count.id, state: 'counting' },
    data: {
      attempts: count.attempts + 1,
      notBefore,
      lastErrorCode: code,
      lastErrorDetail: detail.slice(0, 500),
    },
  });
}
