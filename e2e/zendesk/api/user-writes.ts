import { allow, callerOf, findByEmail } from '../http/auth';
import { optionalText, pathId, readRecord, toBoolean } from '../http/body';
import type { JsonObject, PracticeApp, PracticeContext } from '../http/context';
import { blank, forbidden, recordInvalid, recordNotFound } from '../http/errors';
import { useEndpointLimit } from '../http/limits';
import { json } from '../http/reply';
import type { Account } from '../state/account';
import type { Role, UserRow } from '../state/account-rows';
import { readTags } from '../tickets/attributes';
import { createEndUser } from '../tickets/requester';
import { releaseTickets } from '../tickets/sight';
import { presentUser } from './users';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const ROLES: Role[] = ['end-user', 'agent', 'admin'];
const PER_USER = 5;
const PER_ACCOUNT = 60;

/** One update a second for the account, counted by the minute, and five a minute for one person. */
function useLimits(c: PracticeContext, userId: number | null): void {
  const account = c.get('account');
  const { limiter } = c.get('practice');
  const limit = (header: string, key: string, total: number) => {
    useEndpointLimit(limiter, account, c.get('extraHeaders'), { header, key, what: 'user update', total });
  };
  limit('zendesk-ratelimit-user-updates', 'user-updates', PER_ACCOUNT);
  if (userId !== null)
    limit('zendesk-ratelimit-per-user-updates', `user-updates/${String(userId)}`, PER_USER);
}

function readEmail(account: Account, record: JsonObject, before: UserRow | null): string | null {
  if (record.email === undefined) return before?.email ?? null;
  const email = optionalText(record.email, 'email')?.trim().toLowerCase() ?? null;
  if (email === null) return null;
  if (!EMAIL.test(email)) {
    throw recordInvalid({ email: [{ description: `Email: ${email} is not properly formatted` }] });
  }
  const holder = findByEmail(account, email);
  if (holder && holder.id !== before?.id) {
    throw recordInvalid({
      email: [
        { description: `Email: ${email} is already being used by another user`, error: 'DuplicateValue' },
      ],
    });
  }
  return email;
}

/** Agents write end users; roles are given by administrators. */
function readRole(c: PracticeContext, record: JsonObject, before: UserRow | null): Role {
  const given = optionalText(record.role, 'role');
  const current = before?.role ?? 'end-user';
  const role = given === null ? current : ROLES.find((one) => one === given);
  if (!role) throw recordInvalid({ role: [{ description: 'Role: is invalid', error: 'InvalidValue' }] });
  const isStaff = role !== 'end-user' || current !== 'end-user';
  if (isStaff && callerOf(c).user.role !== 'admin') throw forbidden();
  return role;
}

function save(c: PracticeContext, record: JsonObject, before: UserRow | null): UserRow {
  const account = c.get('account');
  const name = record.name === undefined ? before?.name : optionalText(record.name, 'name')?.trim();
  if (!name) throw blank('name', 'Name');
  const email = readEmail(account, record, before);
  const role = readRole(c, record, before);
  const user = before ?? createEndUser(account, name, email);
  const saved = account.users.save({
    ...user,
    name,
    email,
    role,
    externalId:
      record.external_id === undefined ? user.externalId : optionalText(record.external_id, 'external_id'),
    tags: record.tags === undefined ? user.tags : readTags(record.tags),
    verified: toBoolean(record.verified, user.verified),
    suspended: toBoolean(record.suspended, user.suspended),
    updatedAt: account.now(),
  });
  releaseTickets(account, saved);
  return saved;
}

function answer(c: PracticeContext, user: UserRow, status: number): Response {
  return json(c, { user: presentUser(c.get('practice').store, c.get('account'), user) }, status);
}

/** Writing users. */
export function mountUserWrites(api: PracticeApp): void {
  const agent = allow('agent', 'users');
  api.post('/users', agent, async (c) => answer(c, save(c, await readRecord(c, 'user'), null), 201));
  api.post('/users/create_or_update', agent, async (c) => {
    const record = await readRecord(c, 'user');
    const account = c.get('account');
    const externalId = optionalText(record.external_id, 'external_id');
    const known =
      findByEmail(account, optionalText(record.email, 'email') ?? '') ??
      (externalId === null ? undefined : account.users.by('externalId', externalId)[0]);
    useLimits(c, known?.id ?? null);
    return answer(c, save(c, record, known ?? null), known ? 200 : 201);
  });
  api.put('/users/:id', agent, async (c) => {
    const record = await readRecord(c, 'user');
    const user = c.get('account').users.get(pathId(c));
    if (!user?.active) throw recordNotFound();
    useLimits(c, user.id);
    return answer(c, save(c, record, user), 200);
  });
}
