import type { Account } from '../state/account';
import type { UserRow } from '../state/account-rows';
import { findByEmail } from '../http/auth';
import { optionalInteger, optionalText } from '../http/body';
import type { JsonObject } from '../http/context';
import { invalidAttribute, recordInvalid, type FieldProblem } from '../http/errors';
import { isObject } from '../http/reply';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** `error` is absent on requester problems, as recorded. */
const requesterInvalid = (description: string) => {
  const problem: FieldProblem = { description: `Requester: ${description}` };
  return recordInvalid({ requester: [problem] });
};

/** The address of a requester that this record would have to create, or null when nobody is created. */
export function newRequesterEmail(account: Account, record: JsonObject): string | null {
  if (!isObject(record.requester) || typeof record.requester.email !== 'string') return null;
  const email = record.requester.email.trim().toLowerCase();
  return findByEmail(account, email) ? null : email;
}

/**
 * The user a ticket is for: by id, by e-mail (created when unknown), else the caller.
 * @throws ApiError 422 for a suspended or unknown requester, or a new one without a name
 */
export function resolveRequester(account: Account, record: JsonObject, actor: UserRow): UserRow {
  const id = optionalInteger(record.requester_id, 'requester_id');
  const given = record.requester;
  if (given === undefined || given === null) {
    if (id === null) return actor;
    const user = account.users.get(id);
    if (!user) throw requesterInvalid('is invalid');
    return refuseSuspended(user);
  }
  if (!isObject(given)) throw invalidAttribute('requester', 'It must be an object.');
  const email = optionalText(given.email, 'email')?.trim().toLowerCase() ?? null;
  const name = optionalText(given.name, 'name')?.trim() ?? '';
  const known = email === null ? undefined : findByEmail(account, email);
  if (known) return refuseSuspended(known);
  if (email !== null && !EMAIL.test(email)) {
    throw requesterInvalid(`Email: ${email} is not properly formatted`);
  }
  if (name === '') throw requesterInvalid('Name: is too short (minimum is 1 character)');
  return createEndUser(account, name, email);
}

export function createEndUser(account: Account, name: string, email: string | null): UserRow {
  const now = account.now();
  return account.users.save({
    id: account.nextId(),
    name,
    email,
    role: 'end-user',
    password: null,
    active: true,
    suspended: false,
    verified: false,
    locale: account.row.locale,
    externalId: null,
    tags: [],
    createdAt: now,
    updatedAt: now,
  });
}

function refuseSuspended(user: UserRow): UserRow {
  if (user.suspended) throw requesterInvalid(`${user.name} is suspended.`);
  return user;
}
