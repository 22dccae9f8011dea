import { randomUUID } from 'node:crypto';
import { Hono, type MiddlewareHandler } from 'hono';
import { mountApps } from '../api/apps';
import { mountAutomations } from '../api/automations';
import { mountBulk } from '../api/bulk';
import { mountErasure } from '../api/erasure';
import { mountIncremental } from '../api/incremental';
import { mountMacros } from '../api/macros';
import { mountSearch } from '../api/search';
import { mountSettings } from '../api/settings';
import { mountSlaPolicies } from '../api/sla-policies';
import { mountTargets } from '../api/targets';
import { mountTicketFields } from '../api/ticket-fields';
import { mountTicketTags } from '../api/ticket-tags';
import { mountTicketWrites } from '../api/ticket-writes';
import { mountTickets } from '../api/tickets';
import { mountTriggerCategories } from '../api/trigger-categories';
import { mountTriggers } from '../api/triggers';
import { mountUploads } from '../api/uploads';
import { mountUserWrites } from '../api/user-writes';
import { mountUsers } from '../api/users';
import { mountViews } from '../api/views';
import { mountWebhooks } from '../api/webhooks';
import { mountControl } from '../control/routes';
import { mountAuthorize } from '../oauth/authorize';
import { mountTokens } from '../oauth/tokens';
import { mountScreens } from '../screens/routes';
import { identify } from './auth';
import { signedIn } from '../screens/session';
import type { Caller, Practice, PracticeContext, PracticeEnv } from './context';
import { invalidEndpoint, noHelpDesk } from './errors';
import { faults } from './faults';
import { useAccountLimit } from './limits';
import { toErrorResponse } from './reply';

/** One mount for each file of `api/`; where paths overlap, the more particular comes first. */
const RESOURCES = [
  ...[
    mountUsers,
    mountUserWrites,
    mountSettings,
    mountBulk,
    mountTickets,
    mountTicketTags,
    mountTicketWrites,
    mountUploads,
  ],
  ...[mountSearch, mountIncremental, mountTicketFields, mountTriggerCategories, mountTriggers],
  ...[mountAutomations, mountTargets, mountWebhooks, mountApps, mountErasure],
  ...[mountViews, mountMacros, mountSlaPolicies],
];

/** API paths answer with and without `.json` and a trailing slash. */
function toRoutePath(request: Request): string {
  const { pathname } = new URL(request.url);
  return /^\/[^/]+\/(api|oauth)\//.test(pathname)
    ? pathname.replace(/\/$/, '').replace(/\.json$/, '')
    : pathname;
}

/** Finds the account of the path and prepares the headers of its answer. */
const account: MiddlewareHandler<PracticeEnv> = async (c, next) => {
  const subdomain = c.req.param('subdomain') ?? '';
  const found = c.get('practice').store.find(subdomain);
  if (!found) throw noHelpDesk(subdomain);
  c.set('account', found);
  c.set('caller', null);
  c.set('extraHeaders', {});
  await next();
};

/** Headers of every API answer, refusals included. The date is the account's clock, so skew can be played. */
const answerHeaders: MiddlewareHandler<PracticeEnv> = async (c, next) => {
  await next();
  c.res.headers.set('x-request-id', randomUUID());
  c.res.headers.set('x-zendesk-api-version', 'v2');
  c.res.headers.set('date', new Date(c.get('account').nowMs()).toUTCString());
  for (const [name, value] of Object.entries(c.get('extraHeaders'))) c.res.headers.set(name, value);
};

const limit: MiddlewareHandler<PracticeEnv> = async (c, next) => {
  useAccountLimit(c.get('practice').limiter, c.get('account'), c.get('extraHeaders'));
  await next();
};

/**
 * The agent's own session, for requests the ticket screen makes on behalf of an app. The header keeps foreign pages out: they
 * cannot set it without asking first, and are not allowed to.
 */
function bySession(c: PracticeContext): Caller | null {
  if (c.req.header('x-practice-session') !== 'app') return null;
  const user = signedIn(c);
  return user ? { user, kind: 'session', scopes: null } : null;
}

const authenticate: MiddlewareHandler<PracticeEnv> = async (c, next) => {
  c.set('caller', identify(c.get('account'), c.req.header('authorization')) ?? bySession(c));
  await next();
};

/** Fails an answer of a shape Zendesk does not give, where tests asked to look. What faults answer is theirs. */
const inspected: MiddlewareHandler<PracticeEnv> = async (c, next) => {
  await next();
  const { inspect } = c.get('practice');
  if (!inspect || !(c.res.headers.get('content-type') ?? '').includes('json')) return;
  const path = new URL(c.req.url).pathname.slice(`/${c.get('account').subdomain}/api/v2`.length);
  const problems = inspect(c.req.method, path, c.res.status, await c.res.clone().json());
  if (problems.length > 0) c.res = c.text(`The practice Zendesk itself failed: ${problems.join('; ')}`, 500);
};

function buildApi() {
  const api = new Hono<PracticeEnv>({ getPath: toRoutePath });
  api.use('*', account, answerHeaders, faults, inspected, limit, authenticate);
  for (const mount of RESOURCES) mount(api);
  api.all('*', () => {
    throw invalidEndpoint();
  });
  return api;
}

function buildOAuth() {
  const oauth = new Hono<PracticeEnv>({ getPath: toRoutePath });
  oauth.use('*', account);
  oauth.use('/tokens', answerHeaders, faults);
  mountTokens(oauth);
  mountAuthorize(oauth);
  return oauth;
}

/** The whole practice server: API, OAuth, screens and the control API of tests. */
export function buildApp(practice: Practice) {
  const app = new Hono<PracticeEnv>({ getPath: toRoutePath });
  app.onError(toErrorResponse);
  app.notFound((c) => c.text('Not found', 404));
  app.use('*', async (c, next) => {
    c.set('practice', practice);
    await next();
  });
  const control = new Hono<PracticeEnv>();
  mountControl(control);
  app.route('/_control', control);
  app.route('/:subdomain/api/v2', buildApi());
  app.route('/:subdomain/oauth', buildOAuth());
  const screens = new Hono<PracticeEnv>();
  mountScreens(screens, account);
  app.route('/', screens);
  return app;
}
