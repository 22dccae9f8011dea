/** Shared views. Making and changing one that everybody sees takes an administrator. An update replaces what it names as a whole. */
import { z } from 'zod';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { apiPath, flagSchema, idSchema } from '@/lib/zendesk/resources/identifiers';
import { listAll } from '@/lib/zendesk/resources/pages';
import { conditionSchema, type Condition } from '@/lib/zendesk/resources/triggers';

const columnSchema = z.looseObject({ id: z.union([z.string(), z.number()]) });

const viewSchema = z.looseObject({
  id: idSchema,
  title: z.string().nullish(),
  description: z.string().nullish(),
  active: flagSchema.nullish(),
  conditions: z
    .looseObject({ all: z.array(conditionSchema).nullish(), any: z.array(conditionSchema).nullish() })
    .nullish(),
  execution: z
    .looseObject({
      columns: z.array(columnSchema).nullish(),
      sort_by: z.union([z.string(), z.number()]).nullish(),
      sort_order: z.string().nullish(),
    })
    .nullish(),
});
export type View = z.output<typeof viewSchema>;

export type ViewInput = {
  title: string;
  description: string;
  active: boolean;
  all: Condition[];
  any: Condition[];
  output: { columns: (string | number)[]; sort_by: string; sort_order: 'asc' | 'desc' };
};

const viewAnswer = z.looseObject({ view: viewSchema });

/** A stranger's view that does not parse is none of ours. */
export async function listViews(client: ZendeskClient): Promise<View[]> {
  const row = viewSchema.nullable().catch(null);
  const query = { 'page[size]': 100 };
  return (await listAll(client, { path: apiPath('views'), query, key: 'views', row })).filter(
    (view) => view !== null,
  );
}

export async function createView(client: ZendeskClient, view: ViewInput): Promise<View> {
  const path = apiPath('views');
  return (await client.request({ method: 'POST', path, body: { view }, schema: viewAnswer })).view;
}

export async function replaceView(client: ZendeskClient, id: number, view: ViewInput): Promise<View> {
  const path = apiPath('views', id);
  return (await client.request({ method: 'PUT', path, body: { view }, schema: viewAnswer })).view;
}

export function deleteView(client: ZendeskClient, id: number): Promise<undefined> {
  return client.request({ method: 'DELETE', path: apiPath('views', id) });
}
