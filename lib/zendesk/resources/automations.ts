/** Automations: rules that run by the hour. They have the shape of triggers; we only read them. */
import type { ZendeskClient } from '@/lib/zendesk/client';
import { apiPath } from '@/lib/zendesk/resources/identifiers';
import { listAll } from '@/lib/zendesk/resources/pages';
import { triggerSchema, type Trigger } from '@/lib/zendesk/resources/triggers';

export function listAutomations(client: ZendeskClient): Promise<Trigger[]> {
  return listAll(client, { path: apiPath('automations'), key: 'automations', row: triggerSchema });
}
