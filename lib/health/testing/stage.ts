/** A stage for the health tests: the sync stage, with the checks, the practice account's objects and its app at hand. */
import { randomUUID } from 'node:crypto';
import { buildAppPackage } from '@/lib/sidebar/package/build';
import { openStage as openSyncStage, account, secretOfClient } from '@/lib/sync/testing/stage';
import type { HealthResult } from '@/lib/zendesk/health/judgement';
import { client } from '../../../e2e/zendesk/harness';

export { account };

export async function openStage() {
  const stage = await openSyncStage();
  // Twenty faults made and mended within a minute ask more than the account's usual 700 calls: the check of the budget would say so.
  await stage.zendesk.change(account, { limits: { requests: 100_000 } });
  const { checkNow } = await import('@/lib/health/run');
  const { saveConnection } = await import('@/lib/connection/service');
  const admin = client(stage.practice, account);
  const objects = () =>
    stage.db.websiteZendeskapp.findUniqueOrThrow({ where: { websiteId: stage.website.id } });
  const version = async () => (await stage.connection()).version;

  /** As a person does it by hand: the package is uploaded, built and installed with its settings. */
  async function installApp(): Promise<void> {
    const form = new FormData();
    const { zip } = buildAppPackage('http://localhost:3400');
    form.set('uploaded_data', new Blob([Uint8Array.from(zip)]), 'app.zip');
    const uploaded = await fetch(`${stage.practice.url}/${account}/api/v2/apps/uploads`, {
      method: 'POST',
      headers: { authorization: basicOf(account) },
      body: form,
    });
    const { id: upload_id } = (await uploaded.json()) as { id: number };
    const app = { upload_id, name: `Verified Reviews ${randomUUID()}`, short_description: 'Reviews' };
    const { job_id } = (await admin.post('/apps', app)).json as unknown as { job_id: string };
    const built = await stage.until(
      async () =>
        (await admin.get(`/apps/job_statuses/${job_id}`)).json as unknown as { app_id: number | null },
      (job) => job.app_id !== null,
    );
    const settings = { name: 'Verified Reviews', domain: 'localhost', website_id: stage.website.id };
    const wanted = { app_id: built.app_id, settings: { ...settings, website_key: 'for-the-test' } };
    const installed = (await admin.post('/apps/installations', wanted)).json as unknown as { id: number };
    await stage.db.appInstallation.deleteMany({ where: { websiteId: stage.website.id } });
    await stage.db.appInstallation.create({
      data: {
        websiteId: stage.website.id,
        subdomain: account,
        appId: BigInt(built.app_id ?? 0),
        installationId: BigInt(installed.id),
      },
    });
  }

  return {
    ...stage,
    /** The account as its administrator changes it, beside us. */
    admin,
    objects,
    clientSecret: secretOfClient,
    otherWebsiteId: randomUUID(),
    installApp,
    /** The website that the installation's settings name. */
    async nameInApp(websiteId: string) {
      const row = await stage.db.appInstallation.findFirstOrThrow({ where: { websiteId: stage.website.id } });
      const path = `/apps/installations/${String(row.installationId)}`;
      const { status, text } = await admin.put(path, { settings: { website_id: websiteId } });
      if (status !== 200) throw new Error(`the installation was not changed: ${text}`);
    },
    async removeApp() {
      const row = await stage.db.appInstallation.findFirstOrThrow({ where: { websiteId: stage.website.id } });
      await admin.delete(`/apps/installations/${String(row.installationId)}`);
    },
    connectByClient: async () => stage.connect(await version()),
    connectByToken: async () =>
      saveConnection(stage.caller, {
        method: 'api_token',
        subdomain: account,
        email: `admin@${account}.test`,
        secret: `zt-${account}-demo-token`,
        exemptNotifications: true,
        version: await version(),
      }),
    async check(): Promise<HealthResult[]> {
      const results = await checkNow(stage.connectionId);
      if (!results) throw new Error('the connection is gone');
      return results;
    },
    async find(name: HealthResult['name']): Promise<HealthResult | undefined> {
      return (await this.check()).find((result) => result.name === name);
    },
  };
}

const basicOf = (subdomain: string) =>
  `Basic ${Buffer.from(`admin@${subdomain}.test/token:zt-${subdomain}-demo-token`).toString('base64')}`;

export type HealthStage = Awaited<ReturnType<typeof openStage>>;

/** `name:state:reason` of all that is not simply good. */
export const outline = (results: readonly HealthResult[]) =>
  results
    .filter(({ state }) => state !== 'ok')
    .map(({ name, state, reason }) => [name, state, reason].filter(Boolean).join(':'));
