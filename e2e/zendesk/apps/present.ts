import type { Account } from '../state/account';
import type { AppJobRow, AppRow, InstallationRow } from '../state/app-rows';
import type { Store } from '../state/store';
import { readableSettings } from './settings';

/** Zendesk's shape of an app. Its keys are not recorded anywhere we could check; these are the documented ones. */
export function presentApp(app: AppRow) {
  const { package: made } = app;
  return {
    id: app.id,
    name: app.name,
    // What was given with a new app is read back as null; the package's author is in every recorded app.
    short_description: null,
    author_url: made.authorUrl,
    owner_id: app.ownerId,
    version: made.version,
    framework_version: '2.0',
    default_locale: made.defaultLocale,
    visibility: 'private',
    single_install: made.isSingleInstall,
    parameters: made.parameters.map((one) => ({
      name: one.name,
      kind: one.type,
      required: one.isRequired,
      secure: one.isSecure,
      default_value: one.default,
    })),
    created_at: app.createdAt,
    updated_at: app.updatedAt,
  };
}

/** `YYYYMMDDHHMMSS`, as recorded. */
const toStamp = (timestamp: string) => timestamp.replaceAll(/\D/g, '').slice(0, 14);

/** Zendesk's shape of an installation, with every recorded key. Secure settings are not in it. */
export function presentInstallation(account: Account, installation: InstallationRow) {
  const app = account.apps.get(installation.appId);
  const settings = app ? readableSettings(app.package, installation.settings) : {};
  return {
    id: installation.id,
    app_id: installation.appId,
    product: 'support',
    settings,
    settings_objects: Object.entries(settings).map(([name, value]) => ({ name, value })),
    enabled: installation.isEnabled,
    updated: toStamp(installation.updatedAt),
    updated_at: installation.updatedAt,
    created_at: installation.createdAt,
    role_restrictions: null,
    group_restrictions: null,
    recurring_payment: false,
    collapsible: true,
    plan_information: { name: null },
    paid: null,
    has_unpaid_subscription: null,
    has_incomplete_subscription: false,
    stripe_publishable_key: null,
    stripe_account: null,
    stripe_subscription_id: null,
    pending_installation: installation.pendingJobId !== null,
    ...(installation.pendingJobId === null ? {} : { pending_job_id: installation.pendingJobId }),
    redirect_path: null,
    servable: true,
  };
}

/** A job as both job endpoints show it. `retry_in` is in seconds and only there while the job is not done. */
export function presentAppJob(store: Store, account: Account, job: AppJobRow) {
  const base = `${store.baseUrl(account)}/api/v2/apps`;
  const folder = job.kind === 'build' ? 'job_statuses' : 'installations/job_statuses';
  const isDone = job.status !== 'queued';
  const common = {
    id: job.id,
    url: `${base}/${folder}/${job.id}`,
    total: null,
    progress: isDone ? 100 : null,
    status: job.status,
    message: job.message,
  };
  if (job.kind === 'install') return { ...common, installation_id: job.installationId };
  const isBuilt = job.status === 'completed';
  return {
    ...common,
    retry_in: isDone ? 0 : 1,
    app_id: isBuilt ? job.appId : null,
    app_url: isBuilt ? `${base}/${String(job.appId)}.json` : null,
  };
}
