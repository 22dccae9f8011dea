import type { MiddlewareHandler } from 'hono';
import { queueAppJob } from '../apps/jobs';
import { presentApp, presentInstallation } from '../apps/present';
import { removeRequirements } from '../apps/provision';
import { applySettings } from '../apps/settings';
import { allow, callerOf } from '../http/auth';
import { optionalInteger, pathId, readJson, toBoolean } from '../http/body';
import type { PracticeApp, PracticeContext, PracticeEnv } from '../http/context';
import { parameterMissing, recordInvalid, recordNotFound } from '../http/errors';
import { json } from '../http/reply';
import type { AppRow, InstallationRow } from '../state/app-rows';

function installationInPath(c: PracticeContext): { installation: InstallationRow; app: AppRow } {
  const account = c.get('account');
  const installation = account.installations.get(pathId(c));
  const app = account.apps.get(installation?.appId);
  if (!installation || !app) throw recordNotFound();
  return { installation, app };
}

/** With requirements the first answer is a disabled, pending installation, and a job makes the rest. */
async function create(c: PracticeContext): Promise<Response> {
  const body = await readJson(c);
  const account = c.get('account');
  const appId = optionalInteger(body.app_id, 'app_id');
  if (appId === null) throw parameterMissing('app_id');
  const app = account.apps.get(appId);
  if (!app) throw recordNotFound();
  const settings = applySettings(app.package, {}, body);
  if (app.package.isSingleInstall && account.installations.by('app', app.id).length > 0) {
    throw recordInvalid({ base: [{ description: 'App: is already installed', error: 'DuplicateValue' }] });
  }
  const now = account.now();
  const id = account.nextId();
  const hasRequirements = Object.keys(app.package.requirements).length > 0;
  const job = hasRequirements
    ? queueAppJob(account, { kind: 'install', actorId: callerOf(c).user.id, installationId: id })
    : null;
  const installation = account.installations.save({
    id,
    appId: app.id,
    isEnabled: !hasRequirements && toBoolean(body.enabled, true),
    settings,
    pendingJobId: job?.id ?? null,
    requirements: [],
    createdAt: now,
    updatedAt: now,
  });
  return json(c, presentInstallation(account, installation), 201);
}

async function update(c: PracticeContext): Promise<Response> {
  const { installation, app } = installationInPath(c);
  const body = await readJson(c);
  const account = c.get('account');
  const hasSettings = body.settings !== undefined || body.settings_objects !== undefined;
  const saved = account.installations.save({
    ...installation,
    settings:
      hasSettings || body.enabled === undefined
        ? applySettings(app.package, installation.settings, body)
        : installation.settings,
    isEnabled: toBoolean(body.enabled, installation.isEnabled),
    updatedAt: account.now(),
  });
  return json(c, presentInstallation(account, saved));
}

function list(c: PracticeContext): Response {
  const account = c.get('account');
  const rows = account.installations.all();
  const installations = rows.map((row) => presentInstallation(account, row));
  if (!(c.req.query('include') ?? '').split(',').includes('app')) return json(c, { installations });
  const ids = [...new Set(rows.map((row) => row.appId))];
  return json(c, { installations, apps: ids.flatMap((id) => account.apps.get(id) ?? []).map(presentApp) });
}

/** Installations: agents read, administrators write. */
export function mountAppInstallations(api: PracticeApp, planAllows: MiddlewareHandler<PracticeEnv>): void {
  const agent = allow('agent', 'apps');
  const admin = allow('admin', 'apps');
  api.get('/apps/installations', agent, list);
  api.post('/apps/installations', admin, planAllows, create);
  api.get('/apps/installations/:id', agent, (c) =>
    json(c, presentInstallation(c.get('account'), installationInPath(c).installation)),
  );
  api.put('/apps/installations/:id', admin, update);
  api.delete('/apps/installations/:id', admin, (c) => {
    const { installation } = installationInPath(c);
    removeRequirements(c.get('account'), installation);
    c.get('account').installations.delete(installation.id);
    return c.body(null, 204);
  });
  api.get('/apps/installations/:id/requirements', agent, (c) => {
    const { installation } = installationInPath(c);
    const requirements = installation.requirements.map((one) => ({
      requirement_id: one.requirementId,
      requirement_type: one.kind,
      identifier: one.identifier,
      account_id: c.get('account').row.accountId,
    }));
    return json(c, { requirements, count: requirements.length, next_page: null, previous_page: null });
  });
}
