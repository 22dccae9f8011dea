/** Does what goes both ways arrive, and is there room for it? Pure over what was read and what our own rows say. */
import { evidenceOf } from '@/lib/zendesk/checks';
import type { Look } from '@/lib/zendesk/health/accessChecks';
import { fault, ok, unknown, warning, type Judgement } from '@/lib/zendesk/health/judgement';
import { findWebhook } from '@/lib/zendesk/health/objectChecks';

/** One event of ours through Zendesk's own test call: signed there, sent by Zendesk, verified and noted by our intake. */
export async function judgeEndToEnd(look: Look): Promise<Judgement> {
  const webhook = await findWebhook(look);
  if (!webhook) return unknown;
  const { probe } = look.facts;
  const { value, error, isSkipped } = await look.account.sendTest(webhook.id, probe.payload);
  if (isSkipped) return unknown;
  if (error?.kind === 'forbidden') return { ...fault('test_forbidden', evidenceOf(error)), state: 'unknown' };
  if (error) return fault('test_unanswered', evidenceOf(error));
  const evidence = { status: value.status ?? 0, endpoint: webhook.endpoint ?? '' };
  if (value.status === null) return fault('test_unanswered', evidence);
  if (value.status < 200 || value.status > 299) return fault('test_refused', evidence);
  return (await probe.hasArrived()) ? ok(evidence) : fault('test_not_arrived', evidence);
}

const iso = (at: Date | null) => at?.toISOString() ?? '';

export function judgeLastEvents({ facts }: Look): Judgement {
  const { lastSentAt, lastReceivedAt, stuckEvents } = facts.traffic;
  const evidence = { sent: iso(lastSentAt), received: iso(lastReceivedAt), count: stuckEvents };
  return stuckEvents > 0 ? warning('events_stuck', evidence) : ok(evidence);
}

const lateMs = 15 * 60_000;

export function judgeDeliveries({ facts }: Look): Judgement {
  const { waiting, oldestWaitingAt, oldestWaitingMs, blocked, words, isPaused } = facts.traffic;
  const evidence = { waiting, since: iso(oldestWaitingAt), blocked, words: words ?? '' };
  if (blocked > 0) return fault('deliveries_blocked', evidence);
  if (waiting > 0 && isPaused) return warning('deliveries_paused', evidence);
  return oldestWaitingMs > lateMs ? warning('deliveries_late', evidence) : ok(evidence);
}

/** Below this share of the account's calls per minute the merchant's other tools would feel us, and we them. */
const lowShare = 0.1;

export function judgeRateLimit({ account }: Look): Judgement {
  const { limit, remaining } = account.noticed().limits?.account ?? {};
  if (limit === undefined || remaining === undefined) return { state: 'unknown' };
  const evidence = { limit, remaining };
  return remaining < limit * lowShare ? warning('rate_low', evidence) : ok(evidence);
}

const warnMs = 60_000;
/** Signatures are good for five minutes; a minute of that is left to the way. */
const failMs = 4 * 60_000;

export function judgeClock({ account }: Look): Judgement {
  const { skewMs } = account.noticed();
  if (skewMs === null) return unknown;
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  if (Math.abs(skewMs) < warnMs) return ok({ seconds });
  const reason = skewMs > 0 ? 'clock_ahead' : 'clock_behind';
  return Math.abs(skewMs) < failMs ? warning(reason, { seconds }) : fault(reason, { seconds });
}

export async function judgeApp({ account, facts }: Look): Promise<Judgement> {
  const { installationIds, isOutdated, websiteSetting } = facts.app;
  if (installationIds.length === 0) return { state: 'ok', reason: 'app_missing' };
  const { value: installations } = await account.installations();
  if (!installations) return unknown;
  const found = installations.filter(({ id }) => installationIds.includes(id));
  const evidence = { id: installationIds.join(', ') };
  if (found.length === 0) return fault('app_removed', evidence);
  if (found.every(({ enabled }) => enabled === false)) return fault('app_disabled', evidence);
  const namesAnother = found.some(({ enabled, settings }) => {
    const named = settings?.[websiteSetting];
    return enabled !== false && typeof named === 'string' && named.trim().toLowerCase() !== facts.websiteId;
  });
  if (namesAnother) return fault('app_other_website', evidence);
  return isOutdated ? warning('app_outdated', evidence) : ok(evidence);
}
