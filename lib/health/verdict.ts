/** What a run of checks means for the connection and for its owner. Pure. */
import type { HealthResult } from '@/lib/zendesk/health/judgement';

/** Nothing can work while one of these is at fault: asking on would only hammer. */
export type Pause = { state: 'needs_credentials' | 'needs_attention'; code: string; words: string };

const credentialReasons = new Set(['credentials_ended', 'credentials_not_read', 'scope_missing']);
/** The account is there and answers, but not for us. An outage is not among them: it ends by itself. */
const accountReasons = new Set(['account_missing', 'account_unavailable']);
const roleReasons = new Set(['user_suspended', 'user_inactive']);

const wordsOf = ({ evidence }: HealthResult) => String(evidence?.words ?? '');

/** Null while tickets can still be written: an agent may, a lost administrator's role only keeps objects from being mended. */
export function findPause(results: readonly HealthResult[]): Pause | null {
  for (const result of results) {
    if (result.state !== 'fault') continue;
    const reason = result.reason ?? '';
    if (accountReasons.has(reason))
      return { state: 'needs_attention', code: 'account_not_found', words: wordsOf(result) };
    if (result.name === 'credentials' && credentialReasons.has(reason))
      return { state: 'needs_credentials', code: 'unauthorized', words: wordsOf(result) };
    const isLocked = roleReasons.has(reason) || (reason === 'role_ended' && !isStaff(result));
    if (result.name === 'credentials' || isLocked)
      return { state: 'needs_attention', code: 'forbidden', words: wordsOf(result) };
  }
  return null;
}

const isStaff = ({ evidence }: HealthResult) => evidence?.role === 'agent' || evidence?.role === 'admin';

/** Whether the account has let us in: only then may a paused connection go on. */
export function isLetIn(results: readonly HealthResult[]): boolean {
  return (
    findPause(results) === null &&
    results.some(({ name, state }) => name === 'credentials' && state === 'ok') &&
    results.some(({ name, state }) => name === 'role' && state !== 'unknown')
  );
}

/** Ends by itself within minutes most of the time: told only when the next run still finds it. */
const passing = new Set([
  'timeout',
  'zendesk_down',
  'unreachable',
  'connection_cut',
  'html_answer',
  'rate_limited',
  'test_unanswered',
  'test_not_arrived',
]);

export type Before = { name: string; state: string; reason: string | null };
export type News = {
  /** Names of the checks whose fault is to be told now; empty when there is nothing new. */
  worse: string[];
  /** All that was told is good again. */
  isRecovered: boolean;
  toldFaults: string[];
};

/**
 * One mail per change for the worse: a fault that was told is not told again before everything has been good once. A check that
 * could not be looked at says nothing either way.
 */
export function findNews(
  results: readonly HealthResult[],
  before: readonly Before[],
  toldFaults: readonly string[],
): News {
  const lasts = ({ name, reason }: HealthResult) =>
    !passing.has(reason ?? '') || before.some((row) => row.name === name && row.state === 'fault');
  const faults = results.filter(({ state }) => state === 'fault');
  const worse = faults.filter((one) => !toldFaults.includes(one.name) && lasts(one)).map(({ name }) => name);
  const isOpen = ({ name, state }: HealthResult) =>
    state === 'fault' || (state === 'unknown' && toldFaults.includes(name));
  const isRecovered = toldFaults.length > 0 && worse.length === 0 && !results.some(isOpen);
  return { worse, isRecovered, toldFaults: isRecovered ? [] : [...toldFaults, ...worse] };
}
