/**
 * The checks of a connection's health, in the order they are shown. Each is one judgement over the account, read part by part as
 * the checks need it, and over what our own rows say.
 */
import {
  judgeApiAccess,
  judgeCredentials,
  judgeFirstComment,
  judgeMethodEndDate,
  judgeReachable,
  judgeRole,
  judgeScopes,
  type Look,
} from '@/lib/zendesk/health/accessChecks';
import {
  healthCheckNames,
  type HealthCheckName,
  type HealthResult,
  type Judgement,
} from '@/lib/zendesk/health/judgement';
import { judgeLegacy, judgeSeparation } from '@/lib/zendesk/health/mixChecks';
import { judgeField, judgeWebhook, judgeWebhookSecret } from '@/lib/zendesk/health/objectChecks';
import {
  judgeApp,
  judgeClock,
  judgeDeliveries,
  judgeEndToEnd,
  judgeLastEvents,
  judgeRateLimit,
} from '@/lib/zendesk/health/trafficChecks';
import { judgeBody, judgeCall, judgeNotifications, judgeTrigger } from '@/lib/zendesk/health/triggerChecks';

/** A record, so that a check without a judgement, or one without a name, does not compile. */
const judges: Record<HealthCheckName, (look: Look) => Judgement | Promise<Judgement>> = {
  account_reachable: judgeReachable,
  credentials: judgeCredentials,
  role: judgeRole,
  scopes: judgeScopes,
  method_end_date: judgeMethodEndDate,
  api_access: judgeApiAccess,
  private_first_comment: judgeFirstComment,
  field: judgeField,
  webhook: judgeWebhook,
  webhook_secret: judgeWebhookSecret,
  trigger: judgeTrigger,
  trigger_calls_webhook: judgeCall,
  body_carries_order: judgeBody,
  other_notifications: judgeNotifications,
  end_to_end: judgeEndToEnd,
  last_events: judgeLastEvents,
  deliveries: judgeDeliveries,
  rate_limit: judgeRateLimit,
  separate_websites: judgeSeparation,
  legacy: judgeLegacy,
  app: judgeApp,
  clock: judgeClock,
};

/** @returns one result per check, each as soon as it is known. */
export async function* runHealthChecks(look: Look): AsyncGenerator<HealthResult> {
  for (const name of healthCheckNames) yield { name, ...(await judges[name](look)) };
}
