import type { MiddlewareHandler } from 'hono';
import { invalidAttribute, recordNotFound } from '../http/errors';
import { readJson } from '../http/body';
import type { PracticeApp, PracticeContext, PracticeEnv } from '../http/context';
import { json } from '../http/reply';
import type { Account } from '../state/account';
import { findSeed, seedAccount, seedStore, type AccountSeed } from '../state/seed';
import { accountInPath } from './account';
import { mountControlObjects } from './objects';
import { mountControlFaults } from './faults';
import { mountControlLogs } from './logs';
import { mountControlPeople } from './people';

const SUBDOMAIN = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

/** Everything below this is for tests on the same machine. */
const loopbackOnly: MiddlewareHandler<PracticeEnv> = async (c, next) => {
  const address = c.env.incoming.socket.remoteAddress ?? '';
  if (!/^(::1|(::ffff:)?127\.)/.test(address))
    return c.text('The control API answers this machine only', 403);
  await next();
};

function describeAccount(c: PracticeContext, account: Account) {
  const { row } = account;
  return { ...row, subdomain: row.id, url: c.get('practice').store.baseUrl(account), now: account.now() };
}

async function createAccount(c: PracticeContext): Promise<Response> {
  const body = (await readJson(c)) as unknown as AccountSeed;
  const { store } = c.get('practice');
  if (typeof body.subdomain !== 'string' || !SUBDOMAIN.test(body.subdomain)) {
    throw invalidAttribute('subdomain', 'It must be a host label.');
  }
  if (store.find(body.subdomain)) throw invalidAttribute('subdomain', 'It exists already.');
  return json(c, describeAccount(c, seedAccount(store, body)), 201);
}

/** Puts one account, or with none named every account, back to its seed; accounts that have none go away. */
async function reset(c: PracticeContext): Promise<Response> {
  const { account: subdomain } = await readJson(c);
  const { store, traffic, limiter } = c.get('practice');
  const forget = (account: Account) => {
    store.remove(account.subdomain);
    traffic.clear(account.subdomain);
    limiter.clear(account.subdomain);
  };
  if (typeof subdomain === 'string') {
    const account = store.find(subdomain);
    if (!account) throw recordNotFound();
    forget(account);
    const seed = findSeed(subdomain);
    if (seed) seedAccount(store, seed);
  } else {
    store.list().forEach(forget);
    store.clockOffsetMs = 0;
    seedStore(store);
  }
  return c.body(null, 204);
}

/** Sections of an account that a test may change, each merged key by key. */
const SECTIONS = ['settings', 'limits', 'behaviour', 'delivery'] as const;

async function changeAccount(c: PracticeContext): Promise<Response> {
  const account = accountInPath(c);
  const body = await readJson(c);
  for (const section of SECTIONS) {
    const change = body[section];
    if (typeof change === 'object' && change !== null) Object.assign(account.row[section], change);
  }
  if (typeof body.name === 'string') account.row.name = body.name;
  if (typeof body.clockOffsetSeconds === 'number') account.row.clockOffsetMs = body.clockOffsetSeconds * 1000;
  account.saveRow();
  // Limits raised in the middle of a window count at once.
  if (body.limits !== undefined) c.get('practice').limiter.clear(account.subdomain);
  c.get('practice').deliveries.wake(account);
  return json(c, describeAccount(c, account));
}

/** The control API of tests: accounts and clocks here, faults, people and logs beside. */
export function mountControl(app: PracticeApp): void {
  app.use('*', loopbackOnly);
  app.post('/reset', reset);
  app.get('/accounts', (c) =>
    json(c, {
      accounts: c
        .get('practice')
        .store.list()
        .map((account) => describeAccount(c, account)),
    }),
  );
  app.post('/accounts', createAccount);
  app.get('/accounts/:subdomain', (c) => json(c, describeAccount(c, accountInPath(c))));
  app.patch('/accounts/:subdomain', changeAccount);
  app.get('/clock', (c) => json(c, { offsetSeconds: c.get('practice').store.clockOffsetMs / 1000 }));
  app.post('/clock', async (c) => {
    const { offsetSeconds } = await readJson(c);
    if (typeof offsetSeconds !== 'number') throw invalidAttribute('offsetSeconds', 'It must be a number.');
    c.get('practice').store.clockOffsetMs = offsetSeconds * 1000;
    return json(c, { offsetSeconds });
  });
  mountControlFaults(app);
  mountControlPeople(app);
  mountControlLogs(app);
  mountControlObjects(app);
}
