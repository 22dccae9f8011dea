/** Service level policies: administrators only, and only on plans that have them. Minutes throughout. */
import { z } from 'zod';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { apiPath, flagSchema, idSchema } from '@/lib/zendesk/resources/identifiers';
import { listAll } from '@/lib/zendesk/resources/pages';
import { conditionSchema, type Condition } from '@/lib/zendesk/resources/triggers';

/** When the clock of the first reply starts. By itself it does not start for a ticket that an integration makes with a note. */
export const startsOnOurTickets = 'activate_on_agent_ticket_created_for_end_user_with_internal_note';

const metricSettings = z
  .looseObject({
    first_reply_time: z.looseObject({ [startsOnOurTickets]: flagSchema.nullish() }).nullish(),
  })
  .nullish();

const metricSchema = z.looseObject({
  priority: z.string(),
  metric: z.string(),
  target: z.coerce.number(),
  business_hours: flagSchema.nullish(),
});

const policySchema = z.looseObject({
  id: idSchema,
  title: z.string().nullish(),
  description: z.string().nullish(),
  filter: z
    .looseObject({ all: z.array(conditionSchema).nullish(), any: z.array(conditionSchema).nullish() })
    .nullish(),
  policy_metrics: z.array(metricSchema).nullish(),
  metric_settings: metricSettings,
  metrics_settings: metricSettings,
});
export type SlaPolicy = z.output<typeof policySchema>;

export type SlaMetric = { priority: string; metric: string; target: number; business_hours: boolean };
type Settings = { first_reply_time: Record<string, boolean> };
export type SlaPolicyInput = {
  title: string;
  description: string;
  filter: { all: Condition[]; any: Condition[] };
  policy_metrics: SlaMetric[];
  // Sources name the key either way; Zendesk ignores the one it does not know.
  metric_settings: Settings;
  metrics_settings: Settings;
};

const policyAnswer = z.looseObject({ sla_policy: policySchema });
const root = () => apiPath('slas', 'policies');

/** @throws ZendeskError `forbidden` or `not_found` on a plan without them, and for anybody but an administrator. */
export async function listSlaPolicies(client: ZendeskClient): Promise<SlaPolicy[]> {
  const row = policySchema.nullable().catch(null);
  return (await listAll(client, { path: root(), key: 'sla_policies', row })).filter(
    (policy) => policy !== null,
  );
}

export async function createSlaPolicy(client: ZendeskClient, sla_policy: SlaPolicyInput): Promise<SlaPolicy> {
  const request = { method: 'POST', path: root(), body: { sla_policy }, schema: policyAnswer } as const;
  return (await client.request(request)).sla_policy;
}

export async function replaceSlaPolicy(
  client: ZendeskClient,
  id: number,
  sla_policy: SlaPolicyInput,
): Promise<SlaPolicy> {
  const path = apiPath('slas', 'policies', id);
  return (await client.request({ method: 'PUT', path, body: { sla_policy }, schema: policyAnswer }))
    .sla_policy;
}

export function deleteSlaPolicy(client: ZendeskClient, id: number): Promise<undefined> {
  return client.request({ method: 'DELETE', path: apiPath('slas', 'policies', id) });
}
