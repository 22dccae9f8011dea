import type { HealthCheckName } from '@/lib/zendesk/health/judgement';

export type HealthGroup = 'access' | 'objects' | 'replies' | 'traffic' | 'order';

/** Where each check is shown. A record, so that a new check cannot be forgotten here; its order is the order of the page. */
export const groupOf: Record<HealthCheckName, HealthGroup> = {
  account_reachable: 'access',
  credentials: 'access',
  role: 'access',
  scopes: 'access',
  method_end_date: 'access',
  api_access: 'access',
  private_first_comment: 'access',
  field: 'objects',
  webhook: 'objects',
  webhook_secret: 'objects',
  trigger: 'objects',
  trigger_calls_webhook: 'replies',
  body_carries_order: 'replies',
  other_notifications: 'replies',
  end_to_end: 'replies',
  last_events: 'traffic',
  deliveries: 'traffic',
  rate_limit: 'traffic',
  clock: 'traffic',
  separate_websites: 'order',
  legacy: 'order',
  app: 'order',
};

export const healthGroups: readonly HealthGroup[] = ['access', 'objects', 'replies', 'traffic', 'order'];
export const checkOrder = Object.keys(groupOf) as HealthCheckName[];
