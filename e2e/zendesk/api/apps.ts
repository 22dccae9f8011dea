import type { MiddlewareHandler } from 'hono';
import { queueAppJob, settleAppJobs } from '../apps/jobs';
import { keysOf } from '../apps/keys';
import { readPackage } from '../apps/package';
import { presentApp, presentAppJob } from '../apps/present';
import { removeRequirements } from '../apps/provision';
import { allow, callerOf } from '../http/auth';
import { optionalInteger, optionalText, pathId, readJson } from '../http/body';
import type { PracticeApp, PracticeContext, PracticeEnv } from '../http/context';
import { ApiError, blank, forbidden, parameterMissing, recordNotFound } from '../http/errors';
import { json } from '../http/reply';
import type { AppJobRow, AppRow } from '../state/app-rows';
import { mountAppInstallations } from './app-installations';
import { mountAppNotify } from './app-notify';

/** A plan without private apps refuses to build and install them. Its answer is unconfirmed; the plain 403 is used. */
const planAllows: MiddlewareHandler<PracticeEnv> = async (c, next) => {
  if (!c.get('account').row.settings.appsCreatePrivate) throw forbidden();
  await next();
};

/** Jobs that are due are done before anything about apps is answered. */
const settled: MiddlewareHandler<PracticeEnv> = async (c, next) => {
  settleAppJobs(c.get('account'));
  await next();
};

async function readUploadedFile(c: PracticeContext, field: string): Promise<Buffer> {
  const type = c.req.header('content-type') ?? '';
  const file = type.startsWith('multipart/form-data') ? (await c.req.parseBody())[field] : undefined;
  if (!(file instanceof File)) throw parameterMissing(field);
  return Buffer.from(await file.arrayBuffer());
}

async function upload(c: PracticeContext): Promise<Response> {
  const content = (await readUploadedFile(c, 'uploaded_data')).toString('base64');
  const account = c.get('account');
  const row = account.uploads.save({ id: account.nextId(), content });
  return json(c, { id: row.id }, 201);
}

async function validate(c: PracticeContext): Promise<Response> {
  const content = await readUploadedFile(c, 'file');
  try {
    readPackage(content);
  } catch (error) {
    // The status is unconfirmed; what is known is 200 for a good package, else a text.
    throw new ApiError(400, error instanceof Error ? error.message : String(error));
  }
  return c.body(null, 200);
}

/** Queues the build of an upload; an unknown upload is a missing record. */
async function queueBuild(c: PracticeContext, known: AppRow | null): Promise<Response> {
  const body = await readJson(c);
  const account = c.get('account');
  const uploadId = optionalInteger(body.upload_id, 'upload_id');
  if (uploadId === null) throw parameterMissing('upload_id');
  const name = optionalText(body.name, 'name')?.trim() ?? '';
  if (!known && name === '') throw blank('name', 'Name');
  if (!account.uploads.get(uploadId)) throw recordNotFound();
  const job = queueAppJob(account, {
    kind: 'build',
    actorId: callerOf(c).user.id,
    uploadId,
    appId: known?.id ?? null,
    name,
    shortDescription: optionalText(body.short_description, 'short_description') ?? '',
  });
  c.header('location', presentAppJob(c.get('practice').store, account, job).url);
  return json(c, { job_id: job.id }, 202);
}

function appInPath(c: PracticeContext): AppRow {
  const app = c.get('account').apps.get(pathId(c));
  if (!app) throw recordNotFound();
  return app;
}

/** A failed build is answered with 404, as recorded. */
function showJob(c: PracticeContext, kind: AppJobRow['kind']): Response {
  const account = c.get('account');
  const job = account.appJobs.get(c.req.param('job'));
  if (job?.kind !== kind) throw recordNotFound();
  const status = kind === 'build' && job.status === 'failed' ? 404 : 200;
  return json(c, presentAppJob(c.get('practice').store, account, job), status);
}

function deleteApp(c: PracticeContext): Response {
  const account = c.get('account');
  const app = appInPath(c);
  for (const installation of account.installations.by('app', app.id)) {
    removeRequirements(account, installation);
    account.installations.delete(installation.id);
  }
  account.apps.delete(app.id);
  return c.body(null, 204);
}

/** The PEM, or JSON-quoted as one fixture has it, by the account's behaviour. */
function showPublicKey(c: PracticeContext): Response {
  const account = c.get('account');
  const app = account.apps.get(c.req.param('id'));
  if (!app) throw new ApiError(404, '"Not Found"');
  const { publicPem } = keysOf(account, app);
  return account.row.behaviour.quotesPublicKey ? json(c, publicPem) : c.text(publicPem);
}

/** Private apps: administrators upload and build, agents read public keys. */
export function mountApps(api: PracticeApp): void {
  const admin = allow('admin', 'apps');
  const agent = allow('agent', 'apps');
  api.use('/apps/*', settled);
  api.use('/apps', settled);
  api.post('/apps/uploads', admin, planAllows, upload);
  api.post('/apps/validate', agent, validate);
  api.post('/apps', admin, planAllows, (c) => queueBuild(c, null));
  api.get('/apps/owned', admin, (c) => {
    const apps = c.get('account').apps.all().map(presentApp);
    return json(c, { apps });
  });
  api.get('/apps/job_statuses/:job', admin, (c) => showJob(c, 'build'));
  api.get('/apps/installations/job_statuses/:job', agent, (c) => showJob(c, 'install'));
  mountAppNotify(api);
  mountAppInstallations(api, planAllows);
  api.put('/apps/:id', admin, planAllows, (c) => queueBuild(c, appInPath(c)));
  api.delete('/apps/:id', admin, deleteApp);
  api.get('/apps/:id/public_key', agent, showPublicKey);
}
