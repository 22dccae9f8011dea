/**
 * Would this connection work? Each question is answered by name as soon as it is known, so that a screen can show it, and with a
 * reason a person can act on. Two reads are enough: who we are, and the account's settings. Nothing is written.
 */
import type { ZendeskClient } from '@/lib/zendesk/client';
import { isZendeskError, type ZendeskError } from '@/lib/zendesk/errors';
import { findMethodEnd, type ZendeskAuthMethod } from '@/lib/zendesk/methodEndDates';
import { getAccountSettings, type AccountSettings } from '@/lib/zendesk/resources/settings';
import { isNeverSent } from '@/lib/zendesk/transport';
import { getCurrentUser, isAnonymous, type ZendeskUser } from '@/lib/zendesk/resources/users';

export const checkNames = [
  'account_found',
  'credentials_accepted',
  'user_active',
  'user_admin',
  'method_end_date',
  'api_access',
  'private_first_comment',
] as const;
export type CheckName = (typeof checkNames)[number];

/** Every reason a check can give; each has a text and a next step in the catalogues. */
export const checkReasons = [
  'account_missing',
  'account_unavailable',
  'unreachable',
  'connection_cut',
  'timeout',
  'html_answer',
  'unexpected_answer',
  'redirected',
  'zendesk_down',
  'rate_limited',
  'credentials_refused',
  'credentials_not_read',
  'forbidden',
  'scope_missing',
  'user_inactive',
  'user_suspended',
  'not_admin',
  'password_ended',
  'token_ends',
  'token_ended',
  'password_access_off',
  'token_access_off',
  'settings_unreadable',
  'first_comment_public',
  'first_comment_unknown',
  'not_reached',
] as const;
export type CheckReason = (typeof checkReasons)[number];

export type CheckResult = {
  name: CheckName;
  state: 'passed' | 'warning' | 'failed' | 'skipped';
  reason?: CheckReason;
  evidence?: Record<string, string | number>;
};

export type CheckInput = {
  method: ZendeskAuthMethod;
  /** Whom the merchant wants to connect as; shown when the credentials are refused. */
  email?: string;
  /** The product's time, for the end date of the method. */
  at: Date;
  signal?: AbortSignal;
};

export type Evidence = Record<string, string | number>;

/** Facts of a failed call that help a person or Zendesk's support; never more than Zendesk itself said. */
export function evidenceOf(error: ZendeskError): Evidence {
  const facts = {
    status: error.status,
    code: error.code,
    words: error.words,
    requestId: error.requestId,
    retryAfterMs: error.retryAfterMs,
  };
  return Object.fromEntries(
    Object.entries(facts).filter((fact): fact is [string, string | number] => fact[1] !== undefined),
  );
}

/** Why no sensible answer came. Null when Zendesk did answer as Zendesk does. */
export function accountFault(error: ZendeskError): CheckReason | null {
  if (error.kind === 'account_not_found') return 'account_missing';
  if (error.kind === 'timeout') return 'timeout';
  if (error.kind === 'connection') return isNeverSent(error.code) ? 'unreachable' : 'connection_cut';
  if (error.kind === 'redirected') return 'redirected';
  if (error.kind === 'malformed') return error.format === 'html' ? 'html_answer' : 'unexpected_answer';
  // A 5xx is Zendesk's own trouble, page or not; a page under another status stands before the account.
  if (error.kind === 'unavailable')
    return (error.status ?? 500) >= 500 ? 'zendesk_down' : 'account_unavailable';
  // What a suspended or cancelled account answers is recorded nowhere; a refusal that is no JSON is most likely one.
  if (error.kind === 'not_found' || (error.kind === 'forbidden' && error.format !== 'json'))
    return 'account_unavailable';
  return null;
}

export function credentialsFault(error: ZendeskError): CheckReason {
  if (error.kind === 'unauthorized')
    return error.code === 'invalid_scope' ? 'scope_missing' : 'credentials_refused';
  if (error.kind === 'rate_limited') return 'rate_limited';
  return error.kind === 'forbidden' ? 'forbidden' : 'unexpected_answer';
}

/** Whoever may not read himself by OAuth has a token without that scope: a role forbids nobody that. */
const scopeOrCredentials = (error: ZendeskError, method: ZendeskAuthMethod): CheckReason =>
  error.kind === 'forbidden' && method.startsWith('oauth') ? 'scope_missing' : credentialsFault(error);

function settingsFault(error: ZendeskError, method: ZendeskAuthMethod): CheckReason {
  if (error.kind === 'rate_limited') return 'rate_limited';
  if (error.kind === 'forbidden' && method.startsWith('oauth')) return 'scope_missing';
  if (error.kind === 'forbidden' || error.kind === 'not_found') return 'settings_unreadable';
  return accountFault(error) ?? 'settings_unreadable';
}

function* judgeUser(user: ZendeskUser): Generator<CheckResult> {
  const evidence: Evidence = { user: user.name ?? user.email ?? String(user.id) };
  if (user.suspended === true)
    yield { name: 'user_active', state: 'failed', reason: 'user_suspended', evidence };
  else if (user.active !== true)
    yield { name: 'user_active', state: 'failed', reason: 'user_inactive', evidence };
  else yield { name: 'user_active', state: 'passed', evidence };
  const role = user.role ?? 'unknown';
  if (role === 'admin') yield { name: 'user_admin', state: 'passed', evidence: { ...evidence, role } };
  else yield { name: 'user_admin', state: 'failed', reason: 'not_admin', evidence: { ...evidence, role } };
}

/** How long the method of connecting still works. */
export function judgeMethodEnd(method: ZendeskAuthMethod, at: Date): CheckResult {
  const name = 'method_end_date';
  const end = findMethodEnd(method, at);
  if (!end) return { name, state: 'passed', evidence: { method } };
  const running = method === 'password' ? 'password_ended' : 'token_ends';
  const reason = method === 'api_token' && end.daysLeft === 0 ? 'token_ended' : running;
  return { name, state: 'warning', reason, evidence: { method, ...end } };
}

function judgeApiAccess(settings: AccountSettings, method: ZendeskAuthMethod): CheckResult {
  const name = 'api_access';
  if (method === 'password' && settings.passwordAccess === false)
    return { name, state: 'failed', reason: 'password_access_off' };
  if (method === 'api_token' && settings.tokenAccess === false)
    return { name, state: 'failed', reason: 'token_access_off' };
  return { name, state: 'passed' };
}

function judgeFirstComment({ privateFirstComment }: AccountSettings): CheckResult {
  const name = 'private_first_comment';
  if (privateFirstComment === true) return { name, state: 'passed' };
  if (privateFirstComment === false) return { name, state: 'failed', reason: 'first_comment_public' };
  return { name, state: 'warning', reason: 'first_comment_unknown' };
}

/** @throws whatever is no ZendeskError: a fault of ours must not look like one of the merchant's. */
async function attempt<T>(
  work: Promise<T>,
): Promise<{ value: T; error?: undefined } | { value?: undefined; error: ZendeskError }> {
  try {
    return { value: await work };
  } catch (error) {
    if (isZendeskError(error)) return { error };
    throw error;
  }
}

const skip = (...names: CheckName[]): CheckResult[] =>
  names.map((name) => ({ name, state: 'skipped', reason: 'not_reached' }));

async function* checkUser(client: ZendeskClient, input: CheckInput): AsyncGenerator<CheckResult, boolean> {
  const { value: user, error } = await attempt(getCurrentUser(client, { signal: input.signal }));
  const who: Evidence = { method: input.method, ...(input.email ? { email: input.email } : {}) };
  const fault = error && accountFault(error);
  if (error && fault) {
    yield { name: 'account_found', state: 'failed', reason: fault, evidence: evidenceOf(error) };
    yield* skip('credentials_accepted', 'user_active', 'user_admin');
    return false;
  }
  yield { name: 'account_found', state: 'passed' };
  if (error) {
    yield {
      name: 'credentials_accepted',
      state: 'failed',
      reason: scopeOrCredentials(error, input.method),
      evidence: { ...who, ...evidenceOf(error) },
    };
    yield* skip('user_active', 'user_admin');
    return false;
  }
  if (isAnonymous(user)) {
    yield { name: 'credentials_accepted', state: 'failed', reason: 'credentials_not_read', evidence: who };
    yield* skip('user_active', 'user_admin');
    return false;
  }
  yield { name: 'credentials_accepted', state: 'passed', evidence: who };
  yield* judgeUser(user);
  // Whatever an inactive user is refused further on says nothing about the account.
  return user.active === true && user.suspended !== true;
}

async function* checkSettings(client: ZendeskClient, input: CheckInput): AsyncGenerator<CheckResult> {
  const { value: settings, error } = await attempt(getAccountSettings(client, { signal: input.signal }));
  if (error) {
    yield {
      name: 'api_access',
      state: 'failed',
      reason: settingsFault(error, input.method),
      evidence: evidenceOf(error),
    };
    yield* skip('private_first_comment');
    return;
  }
  yield judgeApiAccess(settings, input.method);
  yield judgeFirstComment(settings);
}

/**
 * @param openClient gives a client for the account and credentials in question, without calling Zendesk yet.
 * @returns one result per name of `checkNames`, in that order; what could not be looked at is `skipped`.
 */
export async function* runConnectionChecks(
  openClient: () => ZendeskClient | Promise<ZendeskClient>,
  input: CheckInput,
): AsyncGenerator<CheckResult> {
  const client = await openClient();
  const canGoOn = yield* checkUser(client, input);
  yield judgeMethodEnd(input.method, input.at);
  if (canGoOn) yield* checkSettings(client, input);
  else yield* skip('api_access', 'private_first_comment');
}
