/**
 * What webhooks missed, as the account itself tells it: once a minute the list of its changed tickets, one call for all its
 * websites, whoever of them may read it. Accounts that refuse the list are compared ticket by ticket instead (`reconcile.ts`).
 */
import { setTimeout as delay } from 'node:timers/promises';
import { openClient } from '@/lib/connection/connections';
import { db } from '@/lib/platform/db/client';
import type { TicketFeed } from '@/lib/platform/db/generated/client';
import { withLease } from '@/lib/platform/jobs/lease';
import type { Pump } from '@/lib/platform/jobs/pump';
import { log } from '@/lib/platform/log';
import { backoffMs } from '@/lib/sync/runtime/backoff';
import { inLanes } from '@/lib/sync/runtime/budgetedClient';
import { keepFault, keepPage, listDueFeeds, openFeed, type DueFeed } from '@/lib/sync/watch/feedStore';
import { budgetOf } from '@/lib/zendesk/budget';
import { isZendeskError, type ZendeskError } from '@/lib/zendesk/errors';
import { listChangedTickets } from '@/lib/zendesk/resources/incremental';

const everyMs = 60_000;
/** Six of the ten calls a minute while there is more to read: the rest stays with the merchant's other tools. */
const nextPageMs = 10_000;
const retryMs = 30_000;
const shortWaitMs = 1_000;
const minPageSize = 50;
/** An account that answers slowly keeps its own place and nobody else's. */
const maxRunning = 64;

const inMs = (ms: number) => new Date(Date.now() + ms);

const postpone = (subdomain: string, ms: number) =>
  keepFault(subdomain, { code: 'rate_limited', detail: '', nextAt: inMs(ms) });

async function readPage({ connectionId }: DueFeed, feed: TicketFeed, signal: AbortSignal): Promise<void> {
  const client = await openClient(connectionId);
  const budget = budgetOf(client.baseUrl);
  const waitMs = budget.waitMs({ lane: 'live', endpoint: 'incremental-exports' });
  if (waitMs > shortWaitMs) return postpone(feed.subdomain, waitMs);
  // One call a minute for the whole account: it goes with what happens now, or a backlog would hide what agents write.
  const { live } = inLanes(client, budget, connectionId, signal);
  const from = feed.cursor === null ? { since: feed.since } : { cursor: feed.cursor };
  const askedAtMs = Date.now();
  const page = await listChangedTickets(live, from, { pageSize: feed.pageSize, signal });
  const nextAt = inMs(page.isAtEnd ? everyMs : nextPageMs);
  const due = await keepPage(feed, page, { askedAtMs, nextAt });
  if (due) log().debug({ subdomain: feed.subdomain, due }, 'tickets changed unheard');
}

/** Decides by the error where to go on; nothing is marked as known that was not read. */
async function noteFault(
  { subdomain, connectionId }: DueFeed,
  feed: TicketFeed,
  error: ZendeskError,
): Promise<void> {
  const fault = { code: error.kind, detail: error.words };
  if (error.kind === 'forbidden') {
    // No fault: the list is for administrators. Another website's user may read it at once; else tickets are compared.
    await db.zendeskConnection.update({ where: { id: connectionId }, data: { exportRefusedAt: new Date() } });
    return keepFault(subdomain, { ...fault, nextAt: new Date() });
  }
  if (error.kind === 'validation' && feed.cursor !== null) {
    const since = feed.caughtUpTo ?? feed.since;
    return keepFault(subdomain, { ...fault, nextAt: inMs(nextPageMs) }, { cursor: null, since });
  }
  // A page that is too much for its time or size is asked for in parts.
  const isTooMuch = error.kind === 'malformed' || error.kind === 'timeout';
  const changes = isTooMuch ? { pageSize: Math.max(minPageSize, Math.floor(feed.pageSize / 2)) } : {};
  const waitMs = backoffMs(1, Math.random(), Math.max(retryMs, error.retryAfterMs ?? 0));
  return keepFault(subdomain, { ...fault, nextAt: inMs(waitMs) }, changes);
}

/** Reads the next page of one account's changes. A fault of Zendesk's is noted in its row and tried again later. */
export async function readFeed(due: DueFeed, signal: AbortSignal): Promise<void> {
  const feed = await openFeed(due.subdomain);
  // Another worker may have been here between the look and the lease.
  if (feed.nextAt.getTime() > Date.now()) return;
  try {
    await readPage(due, feed, signal);
  } catch (error) {
    if (!isZendeskError(error)) throw error;
    if (!signal.aborted) await noteFault(due, feed, error);
  }
}

async function readOne(due: DueFeed, signal: AbortSignal): Promise<void> {
  try {
    await withLease(`feed:${due.subdomain}`, (lease) =>
      readFeed(due, AbortSignal.any([signal, lease.signal])),
    );
  } catch (error) {
    if (signal.aborted) return;
    // One account's fault must not stop the others; without a later time it would be tried without a pause.
    log().error({ err: error, subdomain: due.subdomain }, 'changes not read');
    await keepFault(due.subdomain, { code: 'internal', detail: '', nextAt: inMs(everyMs) });
  }
}

const running = new Map<string, Promise<void>>();

/** Many accounts come due in one second: begun at once, their reads would hold up everything else of this process. */
const apartMs = 150;
/** A round is faster where more wait than it takes, or one of its accounts has waited for so long: a minute would have no room for all. */
const lateMs = 20_000;
const hurriedApartMs = 14;

const isLate = ({ dueAt }: DueFeed) => dueAt !== null && dueAt.getTime() < Date.now() - lateMs;

/** Does not wait for the reads it starts. */
export const feedPump: Pump = {
  name: 'feed',
  wakes: [],
  everyMs: 1_000,
  async run(signal) {
    const room = maxRunning - running.size;
    const listed = await listDueFeeds(room);
    const pauseMs = listed.length === room || listed.some(isLate) ? hurriedApartMs : apartMs;
    for (const due of listed) {
      if (running.has(due.subdomain)) continue;
      running.set(
        due.subdomain,
        readOne(due, signal).finally(() => running.delete(due.subdomain)),
      );
      await delay(pauseMs, undefined, { signal });
    }
    return listed.length === room && running.size < maxRunning ? 'more' : 'idle';
  },
  async end() {
    await Promise.allSettled(running.values());
  },
};
