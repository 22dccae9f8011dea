/** What a health check says. One shape for all of them: the page, the mails and the stored results know no other. Pure. */
import type { CheckReason, Evidence } from '@/lib/zendesk/checks';

export const healthCheckNames = [
  'account_reachable',
  'credentials',
  'role',
  'scopes',
  'method_end_date',
  'api_access',
  'private_first_comment',
  'field',
  'webhook',
  'webhook_secret',
  'trigger',
  'trigger_calls_webhook',
  'body_carries_order',
  'other_notifications',
  'end_to_end',
  'last_events',
  'deliveries',
  'rate_limit',
  'separate_websites',
  'legacy',
  'app',
  'clock',
] as const;
export type HealthCheckName = (typeof healthCheckNames)[number];

/** `unknown`: could not be looked at, because a check before it failed or Zendesk would not tell. */
export type HealthState = 'ok' | 'warning' | 'fault' | 'unknown';

/** Who mends it: we do, after showing what changes; the merchant, by the steps told; or nobody needs to. */
export type Fix = 'repair' | 'merchant';

const repaired = [
  'field_missing',
  'field_disabled',
  'field_unfit',
  'field_opened',
  'field_required',
  'webhook_missing',
  'webhook_disabled',
  'webhook_edited',
  'secret_reset',
  'trigger_missing',
  'trigger_disabled',
  'trigger_edited',
  'trigger_other_website',
  'calls_no_webhook',
  'calls_other_webhook',
  'extra_actions',
  'body_without_order',
  'body_other_website',
  'body_edited',
  'triggers_mail_author',
  'setup_unfinished',
  'objects_doubled',
  'ids_shared',
] as const;
type Guided =
  | 'credentials_ended'
  | 'role_ended'
  | 'scope_refused'
  | 'read_refused'
  | 'field_own_settings'
  | 'field_renamed'
  | 'webhook_renamed'
  | 'automations_mail_author'
  | 'author_mails_allowed'
  | 'test_refused'
  | 'test_unanswered'
  | 'test_not_arrived'
  | 'test_forbidden'
  | 'events_stuck'
  | 'deliveries_late'
  | 'deliveries_paused'
  | 'deliveries_blocked'
  | 'rate_low'
  | 'legacy_found'
  | 'app_missing'
  | 'app_removed'
  | 'app_disabled'
  | 'app_other_website'
  | 'app_outdated'
  | 'clock_ahead'
  | 'clock_behind';

export type HealthReason = (typeof repaired)[number] | Guided | CheckReason;

const repairable = new Set<string>(repaired);

/** Every reason leads somewhere: what we can mend safely is mended on request, the rest is told with the exact clicks. */
export function fixOf(reason: string | null | undefined): Fix | null {
  if (!reason || reason === 'not_reached') return null;
  return repairable.has(reason) ? 'repair' : 'merchant';
}

/** A part that is not as we made it. */
export type Difference = { part: string; found: string; wanted: string };

export type Judgement = {
  state: HealthState;
  reason?: HealthReason;
  evidence?: Evidence;
  differences?: Difference[];
};

export type HealthResult = Judgement & { name: HealthCheckName };

export const ok = (evidence?: Evidence): Judgement => ({ state: 'ok', ...(evidence ? { evidence } : {}) });
export const fault = (reason: HealthReason, evidence?: Evidence, differences?: Difference[]): Judgement => ({
  state: 'fault',
  reason,
  ...(evidence ? { evidence } : {}),
  ...(differences?.length ? { differences } : {}),
});
export const warning = (reason: HealthReason, evidence?: Evidence): Judgement => ({
  ...fault(reason, evidence),
  state: 'warning',
});
export const unknown: Judgement = { state: 'unknown', reason: 'not_reached' };
