/** Installations of apps in the account: agents may read them. Secure settings never come back. */
import { z } from 'zod';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { apiPath, flagSchema, idSchema } from '@/lib/zendesk/resources/identifiers';
import { listAll } from '@/lib/zendesk/resources/pages';

export const installationSchema = z.looseObject({
  id: idSchema,
  app_id: idSchema.nullish(),
  enabled: flagSchema.nullish(),
  settings: z.record(z.string(), z.unknown()).nullish().catch(null),
});
export type AppInstallation = z.output<typeof installationSchema>;

export function listInstallations(client: ZendeskClient): Promise<AppInstallation[]> {
  return listAll(client, {
    path: apiPath('apps', 'installations'),
    key: 'installations',
    row: installationSchema,
  });
}
