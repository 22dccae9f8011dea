/** Triggers. An update replaces conditions and actions as a whole, so whoever changes one resends everything it has. */
import { z } from 'zod';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { apiPath, flagSchema, idSchema, textIdSchema } from '@/lib/zendesk/resources/identifiers';
import { listAll } from '@/lib/zendesk/resources/pages';

export const conditionSchema = z.looseObject({
  field: z.string(),
  operator: z.string().nullish(),
  // Some operators have none; a key of `unknown` would have to be there.
  value: z.unknown().optional(),
});
export const actionSchema = z.looseObject({ field: z.string(), value: z.unknown().optional() });
export type Condition = { field: string; operator?: string | null; value?: unknown };
export type Action = { field: string; value?: unknown };

const conditionsSchema = z.looseObject({
  all: z.array(conditionSchema).nullish(),
  any: z.array(conditionSchema).nullish(),
});

export const triggerSchema = z.looseObject({
  id: idSchema,
  title: z.string().nullish(),
  description: z.string().nullish(),
  active: flagSchema.nullish(),
  category_id: textIdSchema.nullish(),
  conditions: conditionsSchema.nullish(),
  actions: z.array(actionSchema).nullish(),
  created_at: z.string().nullish(),
});
export type Trigger = z.output<typeof triggerSchema>;

export type TriggerInput = {
  title: string;
  description?: string;
  active: boolean;
  category_id?: string;
  conditions: { all: Condition[]; any: Condition[] };
  actions: Action[];
};

const triggerAnswer = z.looseObject({ trigger: triggerSchema });

export function listTriggers(client: ZendeskClient): Promise<Trigger[]> {
  return listAll(client, {
    path: apiPath('triggers'),
    query: { 'page[size]': 100 },
    key: 'triggers',
    row: triggerSchema,
  });
}

export async function createTrigger(client: ZendeskClient, trigger: TriggerInput): Promise<Trigger> {
  const answer = await client.request({
    method: 'POST',
    path: apiPath('triggers'),
    body: { trigger },
    schema: triggerAnswer,
  });
  return answer.trigger;
}

export async function replaceTrigger(
  client: ZendeskClient,
  triggerId: number,
  trigger: TriggerInput,
): Promise<Trigger> {
  const path = apiPath('triggers', triggerId);
  const answer = await client.request({ method: 'PUT', path, body: { trigger }, schema: triggerAnswer });
  return answer.trigger;
}
