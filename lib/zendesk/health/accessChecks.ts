/** Can we reach the account, as whom, and may we do what we must? Pure over what was read. */
import {
  accountFault,
  credentialsFault,
  evidenceOf,
  judgeMethodEnd,
  type Evidence,
} from '@/lib/zendesk/checks';
import type { ZendeskError } from '@/lib/zendesk/errors';
import type { AccountReader } from '@/lib/zendesk/health/account';
import type { HealthFacts } from '@/lib/zendesk/health/facts';
import {
  fault,
  ok,
  unknown,
  warning,
  type HealthReason,
  type Judgement,
} from '@/lib/zendesk/health/judgement';
import { isAnonymous } from '@/lib/zendesk/resources/users';

export type Look = { account: AccountReader; facts: HealthFacts };

/** The account did not answer as one: everything after this cannot be looked at. */
const isAccountAway = (error: ZendeskError | undefined) =>
  error !== undefined && (error.kind === 'rate_limited' || accountFault(error) !== null);

export async function judgeReachable({ account, facts }: Look): Promise<Judgement> {
  const { error } = await account.user();
  // An outage often answers with a page; it is an outage all the same.
  const reason = error && (error.kind === 'unavailable' ? 'zendesk_down' : accountFault(error));
  if (error && reason) return fault(reason, { host: facts.host, ...evidenceOf(error) });
  if (error?.kind === 'rate_limited') return warning('rate_limited', evidenceOf(error));
  return ok({ host: facts.host });
}

export async function judgeCredentials({ account, facts }: Look): Promise<Judgement> {
  const { value: user, error } = await account.user();
  const who: Evidence = { method: facts.method, ...(facts.email ? { email: facts.email } : {}) };
  if (isAccountAway(error)) return unknown;
  if (error) {
    const reason = credentialsFault(error);
    return fault(reason === 'credentials_refused' ? 'credentials_ended' : reason, {
      ...who,
      ...evidenceOf(error),
    });
  }
  if (!user || isAnonymous(user)) return fault('credentials_not_read', who);
  return ok({ ...who, user: user.name ?? user.email ?? String(user.id) });
}

export async function judgeRole({ account }: Look): Promise<Judgement> {
  const { value: user } = await account.user();
  if (!user || isAnonymous(user)) return unknown;
  const role = user.role ?? 'unknown';
  const evidence = { user: user.name ?? user.email ?? String(user.id), role };
  if (user.suspended === true) return fault('user_suspended', evidence);
  if (user.active !== true) return fault('user_inactive', evidence);
  return role === 'admin' ? ok(evidence) : fault('role_ended', evidence);
}

/** What the connection must be able to read; a refusal of any is a right that is missing. */
const needed = ['settings', 'fields', 'webhooks', 'triggers'] as const;

/**
 * An administrator who is refused something has a token without the scope. Writing is tried by the test event, the one write that
 * changes nothing.
 */
export async function judgeScopes({ account, facts }: Look): Promise<Judgement> {
  const { value: user } = await account.user();
  if (user?.role !== 'admin' || user.active !== true) return unknown;
  const refused: string[] = [];
  let words = '';
  for (const part of needed) {
    const { error } = await account[part]();
    if (error?.kind !== 'forbidden') continue;
    refused.push(part);
    words = error.words;
  }
  const { webhookId } = facts.known;
  const { value: webhooks } = await account.webhooks();
  if (webhookId !== null && webhooks?.some(({ id }) => id === webhookId)) {
    const { error } = await account.sendTest(webhookId, facts.probe.payload);
    if (error?.kind === 'forbidden') {
      refused.push('write');
      words = error.words;
    }
  }
  if (refused.length === 0) return ok({ method: facts.method });
  const reason: HealthReason = facts.method.startsWith('oauth') ? 'scope_refused' : 'read_refused';
  return fault(reason, { parts: refused.join(', '), words, method: facts.method });
}

export function judgeMethodEndDate({ facts }: Look): Judgement {
  const { state, reason, evidence } = judgeMethodEnd(facts.method, facts.at);
  if (!reason) return ok(evidence);
  return state === 'failed' || reason === 'token_ended' ? fault(reason, evidence) : warning(reason, evidence);
}

export async function judgeApiAccess({ account, facts }: Look): Promise<Judgement> {
  const { value, error, isSkipped } = await account.settings();
  if (isSkipped || error?.kind === 'forbidden') return unknown;
  if (error) return fault('settings_unreadable', evidenceOf(error));
  if (facts.method === 'password' && value.passwordAccess === false) return fault('password_access_off');
  if (facts.method === 'api_token' && value.tokenAccess === false) return fault('token_access_off');
  return ok({ method: facts.method });
}

export async function judgeFirstComment({ account }: Look): Promise<Judgement> {
  const { value } = await account.settings();
  if (!value) return unknown;
  if (value.privateFirstComment === false) return fault('first_comment_public');
  return value.privateFirstComment === true ? ok() : warning('first_comment_unknown');
}
