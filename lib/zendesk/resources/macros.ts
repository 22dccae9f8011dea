/** Shared macros. Making and changing one that everybody may use takes an administrator. */
import { z } from 'zod';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { apiPath, flagSchema, idSchema } from '@/lib/zendesk/resources/identifiers';
import { listAll } from '@/lib/zendesk/resources/pages';
import { actionSchema, type Action } from '@/lib/zendesk/resources/triggers';

const macroSchema = z.looseObject({
  id: idSchema,
  title: z.string().nullish(),
  description: z.string().nullish(),
  active: flagSchema.nullish(),
  actions: z.array(actionSchema).nullish(),
});
export type Macro = z.output<typeof macroSchema>;

export type MacroInput = { title: string; description: string; active: boolean; actions: Action[] };

const macroAnswer = z.looseObject({ macro: macroSchema });

/** A stranger's macro that does not parse is none of ours. */
export async function listMacros(client: ZendeskClient): Promise<Macro[]> {
  const row = macroSchema.nullable().catch(null);
  const query = { 'page[size]': 100 };
  return (await listAll(client, { path: apiPath('macros'), query, key: 'macros', row })).filter(
    (macro) => macro !== null,
  );
}

export async function createMacro(client: ZendeskClient, macro: MacroInput): Promise<Macro> {
  const path = apiPath('macros');
  return (await client.request({ method: 'POST', path, body: { macro }, schema: macroAnswer })).macro;
}

export async function replaceMacro(client: ZendeskClient, id: number, macro: MacroInput): Promise<Macro> {
  const path = apiPath('macros', id);
  return (await client.request({ method: 'PUT', path, body: { macro }, schema: macroAnswer })).macro;
}

export function deleteMacro(client: ZendeskClient, id: number): Promise<undefined> {
  return client.request({ method: 'DELETE', path: apiPath('macros', id) });
}
