/** Installations of apps in the account: agents may read them. Secure settings never come back. */
import { z } from 'zod';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { apiPath, flagSchema, idSchema } from '@/lib/zendesk/resources/identifiers';
import { listAll } from '@/lib/zendesk/resources/pages';

export const installationSchema = z.looseObject({
  id: idSchema,
  /** None for what is no app of an account's own. */
  app_id: idSchema.nullish(),
  enabled: flagSchema.nullish(),
  /** An installation without any is told with an empty list. */
  settings: z.record(z.string(), z.unknown()).nullish().catch(null),
});
export type AppInstallation = z.output<typeof installationSchema>;

/** Those of others as well: one that says nothing we understand is left out and costs no other. */
export function listInstallations(client: ZendeskClient): Promise<AppInstallation[]> {
  const path = apiPath('apps', 'installations');
  return listAll(client, { path, key: 'installations', row: installationSchema });
}

/** Secure settings are never in it. @throws ZendeskError `not_found`. */
export function readInstallation(client: ZendeskClient, installationId: number): Promise<AppInstallation> {
  const path = apiPath('apps', 'installations', installationId);
  return client.request({ method: 'GET', path, schema: installationSchema });
}
