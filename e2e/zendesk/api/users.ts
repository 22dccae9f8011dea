import { allow } from '../http/auth';
import { pathId } from '../http/body';
import type { PracticeApp, PracticeContext } from '../http/context';
import { coversScope } from '../http/auth';
import { forbidden, recordNotFound } from '../http/errors';
import { cursorPage, wantsCursor } from '../http/pages';
import { json } from '../http/reply';
import type { Account } from '../state/account';
import type { UserRow } from '../state/account-rows';
import type { Store } from '../state/store';
import { groupIdsOf } from '../tickets/sight';
import { listAddress, readIds } from './request';

const LOCALE_ID = { 'en-US': 1, es: 2, de: 8, fr: 16, it: 22 };

/** Zendesk's shape of a user, with every recorded key. */
export function presentUser(store: Store, account: Account, user: UserRow) {
  return {
    id: user.id,
    url: `${store.baseUrl(account)}/api/v2/users/${String(user.id)}.json`,
    name: user.name,
    email: user.email,
    created_at: user.createdAt,
    updated_at: user.updatedAt,
    time_zone: 'Paris',
    iana_time_zone: account.row.timeZone,
    phone: null,
    shared_phone_number: null,
    photo: null,
    locale_id: LOCALE_ID[user.locale],
    locale: user.locale,
    organization_id: null,
    role: user.role,
    verified: user.verified,
    external_id: user.externalId,
    tags: user.tags,
    alias: null,
    active: user.active,
    shared: false,
    shared_agent: false,
    last_login_at: user.role === 'end-user' ? null : user.updatedAt,
    two_factor_auth_enabled: false,
    signature: user.signature ?? null,
    details: null,
    notes: null,
    role_type: user.role === 'admin' ? 4 : null,
    custom_role_id: null,
    moderator: user.role !== 'end-user',
    ticket_restriction: user.role === 'end-user' ? 'requested' : (user.ticketRestriction ?? null),
    only_private_comments: false,
    restricted_agent: user.role === 'agent',
    suspended: user.suspended,
    default_group_id: null,
    report_csv: user.role === 'admin',
    user_fields: {},
  };
}

/** The full anonymous body is unconfirmed; only its name and its 200 are known. */
const ANONYMOUS = {
  id: null,
  name: 'Anonymous user',
  email: 'invalid@example.com',
  role: 'end-user',
  active: false,
  verified: false,
  suspended: false,
};

function me(c: PracticeContext): Response {
  const caller = c.get('caller');
  if (!caller) return json(c, { user: ANONYMOUS });
  if (!coversScope(caller.scopes, 'GET', 'users')) throw forbidden();
  const user = presentUser(c.get('practice').store, c.get('account'), caller.user);
  return json(c, { user: { ...user, authenticity_token: 'practice' } });
}

/** Everybody, or one role's people (`role=agent`, `role[]=agent&role[]=admin`). */
function list(c: PracticeContext): Response {
  const account = c.get('account');
  const { store } = c.get('practice');
  const roles = new URL(c.req.url).searchParams;
  const wanted = [...roles.getAll('role'), ...roles.getAll('role[]')];
  const users = account.users.all().filter(({ role }) => wanted.length === 0 || wanted.includes(role));
  if (wantsCursor(c)) {
    const { items, meta, links } = cursorPage(c, users, listAddress(c));
    return json(c, { users: items.map((user) => presentUser(store, account, user)), meta, links });
  }
  const body = users.map((user) => presentUser(store, account, user));
  return json(c, { users: body, count: body.length, next_page: null, previous_page: null });
}

/** Reading users: the caller, all, one, many, by e-mail. */
export function mountUsers(api: PracticeApp): void {
  api.get('/users/me', me);
  api.get('/users', allow('agent', 'users'), list);
  api.get('/users/show_many', allow('agent', 'users'), (c) => {
    const { store } = c.get('practice');
    const account = c.get('account');
    const users = readIds(c).flatMap((id) => account.users.get(id) ?? []);
    const body = users.map((user) => presentUser(store, account, user));
    return json(c, { users: body, count: body.length, next_page: null, previous_page: null });
  });
  api.get('/users/search', allow('agent', 'users'), (c) => {
    const { store } = c.get('practice');
    const account = c.get('account');
    const query = (c.req.query('query') ?? '').replace(/^email:/, '').toLowerCase();
    const externalId = c.req.query('external_id');
    const users = externalId
      ? account.users.by('externalId', externalId)
      : account.users.all().filter((user) => user.email === query || user.name.toLowerCase() === query);
    const body = users.map((user) => presentUser(store, account, user));
    return json(c, { users: body, count: body.length, next_page: null, previous_page: null });
  });
  api.get('/users/:id/group_memberships', allow('agent', 'users'), (c) => {
    const account = c.get('account');
    const user = account.users.get(pathId(c));
    if (!user) throw recordNotFound();
    const rows = groupIdsOf(account, user).map((groupId, index) => ({
      // No row of its own stands behind a membership; its id only has to be the same each time.
      id: user.id * 100 + index,
      user_id: user.id,
      group_id: groupId,
      default: index === 0,
      created_at: user.createdAt,
      updated_at: user.updatedAt,
    }));
    const group_memberships = user.role === 'end-user' ? [] : rows;
    return json(c, {
      group_memberships,
      count: group_memberships.length,
      next_page: null,
      previous_page: null,
    });
  });
  api.get('/users/:id', allow('agent', 'users'), (c) => {
    const account = c.get('account');
    const user = account.users.get(pathId(c));
    if (!user) throw recordNotFound();
    return json(c, { user: presentUser(c.get('practice').store, account, user) });
  });
}
