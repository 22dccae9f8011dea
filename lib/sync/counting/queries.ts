/** The count as the portal shows it: the latest, what is under way, and how the nights before went. */
import { db } from '@/lib/platform/db/client';
import type { CountFinding, TicketCount } from '@/lib/platform/db/generated/client';
import { env } from '@/lib/platform/env';
import { readTally, type Tally } from '@/lib/sync/counting/countStore';
import {
  extraReasons,
  leftOutReasons,
  missingReasons,
  noticeReasons,
  replyReasons,
  untakenReasons,
  type CountReason,
  type LeftOutReason,
  type UntakenReason,
} from '@/lib/sync/counting/explain';
import { repairable, type Repairable } from '@/lib/sync/counting/schema';
import { freshForMs } from '@/lib/sync/watch/feedStore';
import { accountUrl } from '@/lib/zendesk/account';

export type CountExample = { ticketId: string | null; reviewId: string | null };

export type CountDifference = {
  reason: CountReason;
  count: number;
  /** What one press does; null where nothing has to be, or only a person can. */
  repair: Repairable | null;
  /** Of those that can be mended: done, asked for and under way, refused. */
  repaired: number;
  repairing: number;
  refused: number;
  examples: CountExample[];
};

export type CountResult = {
  state: 'done' | 'held';
  askedBy: string | null;
  finishedAt: string;
  reviews: number;
  tickets: number;
  repliesHome: number;
  repliesZendesk: number;
  differences: CountDifference[];
  leftOut: { reason: LeftOutReason; count: number }[];
  /** Public comments that are no replies. */
  untaken: { reason: UntakenReason; count: number }[];
};

export type CountNight = { night: string; isMatched: boolean; reviews: number; tickets: number };

export type CountPage = {
  isConnected: boolean;
  /** What webhooks miss is found by the account's own list of changes, or by comparing ticket by ticket. */
  catchUp: 'list' | 'compare';
  isListRefused: boolean;
  running: { since: string; step: string; isWaiting: boolean; words: string | null } | null;
  result: CountResult | null;
  /** Oldest first; one a night. */
  nights: CountNight[];
  agentUrl: string;
};

const shownNights = 30;
const shownExamples = 5;
const order: readonly CountReason[] = [...missingReasons, ...extraReasons, ...noticeReasons, ...replyReasons];
/** What stands between the figures: without it they are the same, and there is nothing to act on. */
const differing: readonly CountReason[] = [...missingReasons, ...extraReasons, ...replyReasons].filter(
  (reason) => reason !== 'followed_up',
);

const sumOf = (tally: Tally, reasons: readonly CountReason[]) =>
  reasons.reduce((sum, reason) => sum + (tally[reason] ?? 0), 0);

async function toDifference(count: TicketCount, reason: CountReason): Promise<CountDifference> {
  const where = { countId: count.id, reason };
  const [rows, repaired, repairing, refused] = await Promise.all([
    db.countFinding.findMany({ where, orderBy: { id: 'asc' }, take: shownExamples }),
    db.countFinding.count({ where: { ...where, repairedAt: { not: null } } }),
    db.countFinding.count({
      where: { ...where, repairAskedAt: { not: null }, repairedAt: null, refusal: null },
    }),
    db.countFinding.count({ where: { ...where, refusal: { not: null } } }),
  ]);
  return {
    reason,
    count: readTally(count.reasons)[reason] ?? 0,
    repair: repairable.find((one) => one === reason) ?? null,
    ...{ repaired, repairing, refused },
    examples: rows.map(toExample),
  };
}

const toExample = ({ ticketId, reviewId }: CountFinding): CountExample => ({
  ticketId: ticketId?.toString() ?? null,
  reviewId,
});

function pick<Reason extends keyof Tally>(reasons: readonly Reason[], tally: Tally) {
  return reasons.flatMap((reason) => {
    const count = tally[reason] ?? 0;
    return count > 0 ? [{ reason, count }] : [];
  });
}

async function toResult(count: TicketCount): Promise<CountResult> {
  const tally = readTally(count.reasons);
  const leftOut = readTally(count.leftOut);
  const present = order.filter((reason) => (tally[reason] ?? 0) > 0);
  const { askedBy, reviews, tickets, repliesHome, repliesZendesk } = count;
  return {
    ...{ askedBy, reviews, tickets, repliesHome, repliesZendesk },
    state: count.state === 'held' ? 'held' : 'done',
    finishedAt: (count.finishedAt ?? count.startedAt).toISOString(),
    differences: await Promise.all(present.map((reason) => toDifference(count, reason))),
    leftOut: pick(leftOutReasons, leftOut),
    untaken: pick(untakenReasons, leftOut),
  };
}

const toNight = ({ night, reviews, tickets, reasons }: TicketCount): CountNight => ({
  night: night.toISOString().slice(0, 10),
  isMatched: sumOf(readTally(reasons), differing) === 0,
  reviews,
  tickets,
});

/** @param websiteId of the reader's own website. */
export async function getCountPage(websiteId: string): Promise<CountPage> {
  const row = await db.zendeskConnection.findUnique({ where: { websiteId } });
  const isConnected = row !== null && row.state !== 'disconnected';
  if (!isConnected)
    return {
      ...{ isConnected, running: null, result: null, nights: [], agentUrl: '' },
      catchUp: 'compare',
      isListRefused: false,
    };
  const of = { connectionId: row.id };
  const [open, latest, nights, feed] = await Promise.all([
    db.ticketCount.findFirst({ where: { ...of, state: 'counting' } }),
    db.ticketCount.findFirst({
      where: { ...of, state: { not: 'counting' } },
      orderBy: { startedAt: 'desc' },
    }),
    db.ticketCount.findMany({
      where: { ...of, state: 'done', askedBy: null },
      orderBy: { night: 'desc' },
      take: shownNights,
    }),
    db.ticketFeed.findUnique({ where: { subdomain: row.subdomain } }),
  ]);
  const isListed = feed?.caughtUpTo != null && feed.caughtUpTo.getTime() > Date.now() - freshForMs;
  return {
    isConnected,
    catchUp: isListed ? 'list' : 'compare',
    isListRefused: !isListed && row.exportRefusedAt !== null,
    running: open && {
      since: open.startedAt.toISOString(),
      step: open.step,
      isWaiting: open.lastErrorCode !== null,
      words: open.lastErrorDetail,
    },
    result: latest && (await toResult(latest)),
    nights: nights.reverse().map(toNight),
    agentUrl: `${accountUrl(env.zendeskUrl, row.subdomain)}/agent/tickets`,
  };
}
