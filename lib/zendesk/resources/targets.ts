/** Targets: what webhooks replaced. Those with an address stopped working in October 2024; former integrations left them behind. */
import { z } from 'zod';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { apiPath, flagSchema, idSchema } from '@/lib/zendesk/resources/identifiers';
import { listAll } from '@/lib/zendesk/resources/pages';

export const targetSchema = z.looseObject({
  id: idSchema,
  title: z.string().nullish(),
  type: z.string().nullish(),
  active: flagSchema.nullish(),
  target_url: z.string().nullish(),
});
export type Target = z.output<typeof targetSchema>;

export function listTargets(client: ZendeskClient): Promise<Target[]> {
  return listAll(client, { path: apiPath('targets'), key: 'targets', row: targetSchema });
}
