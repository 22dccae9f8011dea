import { jobId } from '../state/identifiers';
import type { Account } from '../state/account';
import type { AppJobRow, AppPackage, AppRow, InstallationRow } from '../state/app-rows';
import { InvalidPackage, readPackage } from './package';
import { makeRequirements, RequirementRefused } from './provision';
import { NotAZip } from './zip';

type NewJob = Pick<AppJobRow, 'kind' | 'actorId'> & Partial<AppJobRow>;

/** Queues a build or an installation's requirements. */
export function queueAppJob(account: Account, job: NewJob): AppJobRow {
  return account.appJobs.save({
    status: 'queued',
    message: '',
    uploadId: null,
    appId: null,
    installationId: null,
    name: '',
    shortDescription: '',
    ...job,
    id: jobId(),
    dueAtMs: Date.now() + account.row.behaviour.jobDelayMs,
  });
}

/**
 * Finishes every job that is due. Called ahead of whatever looks at apps, so jobs need no timer and a restart loses none:
 * nobody can tell when in between the work was done.
 */
export function settleAppJobs(account: Account): void {
  for (const job of account.appJobs.by('pending', 'yes')) {
    if (job.dueAtMs > Date.now()) continue;
    if (job.kind === 'build') build(account, job);
    else install(account, job);
  }
}

function build(account: Account, job: AppJobRow): void {
  const upload = account.uploads.get(job.uploadId);
  const known = account.apps.get(job.appId);
  let read: AppPackage;
  try {
    if (!upload) throw new NotAZip();
    read = readPackage(Buffer.from(upload.content, 'base64'));
  } catch (error) {
    if (!(error instanceof NotAZip) && !(error instanceof InvalidPackage)) throw error;
    account.appJobs.save({ ...job, status: 'failed', message: error.message });
    return;
  }
  // An update of an app that was deleted meanwhile has nothing to land on.
  if (job.appId !== null && !known) {
    account.appJobs.save({ ...job, status: 'failed', message: 'The app is gone' });
    return;
  }
  const app = known ? updated(account, known, read, job) : created(account, read, job);
  account.apps.save(app);
  account.uploads.delete(job.uploadId ?? 0);
  account.appJobs.save({ ...job, status: 'completed', appId: app.id, message: 'The app was built' });
}

function created(account: Account, read: AppPackage, job: AppJobRow): AppRow {
  const now = account.now();
  return {
    id: account.nextId(),
    name: job.name,
    shortDescription: job.shortDescription,
    ownerId: job.actorId,
    package: read,
    keys: null,
    createdAt: now,
    updatedAt: now,
  };
}

/** A new version keeps the app's id, keys and installations; new parameters take their defaults there. */
function updated(account: Account, app: AppRow, read: AppPackage, job: AppJobRow): AppRow {
  for (const installation of account.installations.by('app', app.id)) {
    const defaults = read.parameters.flatMap((one) =>
      one.default === null ? [] : [[one.name, one.default] as const],
    );
    const settings = { ...Object.fromEntries(defaults), ...installation.settings };
    account.installations.save({ ...installation, settings });
  }
  const name = job.name === '' ? app.name : job.name;
  return { ...app, name, package: read, updatedAt: account.now() };
}

function install(account: Account, job: AppJobRow): void {
  const installation = account.installations.get(job.installationId);
  const app = account.apps.get(installation?.appId);
  if (!installation || !app) {
    account.appJobs.save({ ...job, status: 'failed', message: 'The installation is gone' });
    return;
  }
  try {
    const requirements = makeRequirements(account, app.package.requirements);
    const done: InstallationRow = { ...installation, requirements, pendingJobId: null, isEnabled: true };
    account.installations.save({ ...done, updatedAt: account.now() });
    account.appJobs.save({ ...job, status: 'completed', message: 'The app was installed' });
  } catch (error) {
    if (!(error instanceof RequirementRefused)) throw error;
    account.appJobs.save({ ...job, status: 'failed', message: error.message });
  }
}
