import { readTarget } from '../api/targets';
import { runAutomations } from '../triggers/automations';
import { settleAppJobs } from '../apps/jobs';
import { signToken, toClaims } from '../host/token';
import { readJson } from '../http/body';
import type { PracticeApp, PracticeContext } from '../http/context';
import { recordNotFound } from '../http/errors';
import { isObject, json } from '../http/reply';
import { accountInPath } from './account';

function listInstallations(c: PracticeContext): Response {
  const account = accountInPath(c);
  settleAppJobs(account);
  // Whole rows: a test that looks for a secret looks here for where it may be.
  return json(c, { apps: account.apps.all(), installations: account.installations.all() });
}

/**
 * A signed URL's token for an installation with claims changed as asked (null takes one away): what only Zendesk could sign,
 * so that a receiver can be tried with tokens that are genuine in all but one thing.
 */
async function sign(c: PracticeContext): Promise<Response> {
  const account = accountInPath(c);
  const { email, url, claims } = await readJson(c);
  const installation = account.installations.get(c.req.param('installation'));
  const app = account.apps.get(installation?.appId);
  const user = account.users.by(
    'email',
    typeof email === 'string' ? email : `camille@${account.subdomain}.test`,
  )[0];
  if (!installation || !app || !user || typeof url !== 'string') throw recordNotFound();
  const launch = { url, location: 'ticket_sidebar' };
  const sound = toClaims(c.get('practice').store, account, installation, user, launch);
  const wanted = { ...sound, ...(isObject(claims) ? claims : {}) };
  const kept = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== null));
  return json(c, { token: signToken(account, app, kept) });
}

/** An old target as a former integration left it: the API makes none of these any more. */
async function plantTarget(c: PracticeContext): Promise<Response> {
  const account = accountInPath(c);
  return json(c, account.targets.save(readTarget(account, await readJson(c), null)), 201);
}

export function mountControlObjects(app: PracticeApp): void {
  app.get('/accounts/:subdomain/apps', listInstallations);
  app.post('/accounts/:subdomain/installations/:installation/token', sign);
  app.post('/accounts/:subdomain/targets', plantTarget);
  app.post('/accounts/:subdomain/automations/run', (c) =>
    json(c, { acted: runAutomations(c.get('practice'), accountInPath(c)) }),
  );
}
