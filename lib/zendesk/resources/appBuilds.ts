/** Making private apps: a package is uploaded, built by a job, and installed with settings. Administrators only. */
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { isZendeskError, ZendeskError } from '@/lib/zendesk/errors';
import { installationSchema, type AppInstallation } from '@/lib/zendesk/resources/installations';
import { apiPath, idSchema } from '@/lib/zendesk/resources/identifiers';

const uploadAnswer = z.looseObject({ id: idSchema });
const jobAnswer = z.looseObject({ job_id: z.union([z.string().min(1), z.number().transform(String)]) });
const jobStatus = z.looseObject({
  status: z.string(),
  message: z.string().nullish(),
  retry_in: z.coerce.number().nullish().catch(null),
  app_id: idSchema.nullish(),
});
const createdInstallation = z.looseObject({
  ...installationSchema.shape,
  pending_job_id: z.union([z.string(), z.number().transform(String)]).nullish(),
});
const ownedApp = z.looseObject({
  id: idSchema,
  name: z.string().nullish(),
  short_description: z.string().nullish(),
  /** From the package's manifest. What an app was described as on creation is read back as null. */
  author_url: z.string().nullish().catch(null),
});
export type OwnedApp = z.output<typeof ownedApp>;

export async function listOwnedApps(client: ZendeskClient): Promise<OwnedApp[]> {
  const schema = z.looseObject({ apps: z.array(ownedApp) });
  return (await client.request({ method: 'GET', path: apiPath('apps', 'owned'), schema })).apps;
}

export async function uploadPackage(
  client: ZendeskClient,
  fileName: string,
  zip: Uint8Array,
): Promise<number> {
  const file = { field: 'uploaded_data', fileName, contentType: 'application/zip', bytes: zip };
  const answer = await client.request({
    method: 'POST',
    path: apiPath('apps', 'uploads'),
    file,
    schema: uploadAnswer,
    timeoutMs: 30_000,
  });
  return answer.id;
}

/** A build takes seconds; one that takes longer than this is looked for by the next run. Zendesk says when to ask again. */
const longestJobMs = 60_000;
const shortestWaitMs = 100;
const longestWaitMs = 5_000;

/** @throws ZendeskError `validation` with Zendesk's words for a failed job, `timeout` for one that does not end. */
async function followJob(client: ZendeskClient, path: string): Promise<z.output<typeof jobStatus>> {
  const giveUpAt = Date.now() + longestJobMs;
  for (let guessedMs = shortestWaitMs; ; guessedMs = Math.min(guessedMs * 2, longestWaitMs)) {
    const job = await readJob(client, path);
    const askedMs = (job.retry_in ?? 0) * 1_000;
    const waitMs = askedMs > 0 ? Math.min(askedMs, longestWaitMs) : guessedMs;
    if (job.status === 'completed') return job;
    const call = `GET ${path}`;
    if (job.status === 'failed' || job.status === 'killed')
      throw new ZendeskError({
        kind: 'validation',
        outcome: 'refused',
        words: job.message ?? job.status,
        call,
      });
    if (Date.now() + waitMs > giveUpAt)
      throw new ZendeskError({ kind: 'timeout', outcome: 'unknown', words: 'The job does not end.', call });
    await delay(waitMs);
  }
}

/** A failed build is answered as 404, with its message in place of an error. */
async function readJob(client: ZendeskClient, path: string): Promise<z.output<typeof jobStatus>> {
  try {
    return await client.request({ method: 'GET', path, schema: jobStatus });
  } catch (error) {
    if (isZendeskError(error) && error.kind === 'not_found' && error.words !== 'Not found')
      return { status: 'failed', message: error.words };
    throw error;
  }
}

async function build(client: ZendeskClient, queued: Promise<{ job_id: string }>): Promise<number> {
  const { job_id: id } = await queued;
  const path = apiPath('apps', 'job_statuses', id);
  const { app_id: appId } = await followJob(client, path);
  if (appId == null)
    throw new ZendeskError({
      kind: 'malformed',
      outcome: 'unknown',
      words: 'The finished build names no app.',
      call: `GET ${path}`,
    });
  return appId;
}

/** @returns the new app's id, once it is built. */
export function createApp(
  client: ZendeskClient,
  app: { uploadId: number; name: string; shortDescription: string },
): Promise<number> {
  const body = { upload_id: app.uploadId, name: app.name, short_description: app.shortDescription };
  return build(client, client.request({ method: 'POST', path: apiPath('apps'), body, schema: jobAnswer }));
}

/** Puts a newer package in the place of the app's; its installations and their settings stay. */
export function updateApp(client: ZendeskClient, appId: number, uploadId: number): Promise<number> {
  const body = { upload_id: uploadId };
  return build(
    client,
    client.request({ method: 'PUT', path: apiPath('apps', appId), body, schema: jobAnswer }),
  );
}

export type AppSettings = Record<string, string>;

export async function createInstallation(
  client: ZendeskClient,
  appId: number,
  settings: AppSettings,
): Promise<AppInstallation> {
  const installation = await client.request({
    method: 'POST',
    path: apiPath('apps', 'installations'),
    body: { app_id: appId, settings, enabled: true },
    schema: createdInstallation,
  });
  const { pending_job_id: job } = installation;
  if (job != null) await followJob(client, apiPath('apps', 'installations', 'job_statuses', job));
  return installation;
}

/** Secure settings cannot be read back, so all of them are written. @param enabled left out, it stays as it is. */
export function updateInstallation(
  client: ZendeskClient,
  id: number,
  { settings, enabled }: { settings: AppSettings; enabled?: true },
): Promise<AppInstallation> {
  return client.request({
    method: 'PUT',
    path: apiPath('apps', 'installations', id),
    body: { settings, enabled },
    schema: installationSchema,
  });
}

export async function deleteInstallation(client: ZendeskClient, id: number): Promise<void> {
  await client.request({ method: 'DELETE', path: apiPath('apps', 'installations', id) });
}

export async function deleteApp(client: ZendeskClient, id: number): Promise<void> {
  await client.request({ method: 'DELETE', path: apiPath('apps', id) });
}
