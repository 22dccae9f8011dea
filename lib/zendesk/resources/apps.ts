/** Private apps, as far as the sidebar's own server asks about them: the key of signed openings, and what an installation says. */
import { z } from 'zod';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { apiPath, idSchema } from '@/lib/zendesk/resources/identifiers';

const pemSchema = z.string().regex(/^-----BEGIN PUBLIC KEY-----[\s\S]+-----END PUBLIC KEY-----\s*$/);

/**
 * The public half of the key that signs an app's openings, as PEM.
 * @throws ZendeskError `not_found` for an unknown app.
 */
export function getAppPublicKey(client: ZendeskClient, appId: number): Promise<string> {
  return client.request({
    method: 'GET',
    path: apiPath('apps', appId, 'public_key'),
    format: 'text',
    schema: pemSchema,
  });
}

const installationSchema = z.looseObject({
  id: idSchema,
  app_id: idSchema.nullish(),
  enabled: z.boolean().nullish(),
  // An empty one comes as a list.
  settings: z.record(z.string(), z.unknown()).nullish().catch(null),
});
export type ReadInstallation = z.output<typeof installationSchema>;

/** Secure settings are never in it. @throws ZendeskError `not_found`. */
export function readInstallation(client: ZendeskClient, installationId: number): Promise<ReadInstallation> {
  return client.request({
    method: 'GET',
    path: apiPath('apps', 'installations', installationId),
    schema: installationSchema,
  });
}
