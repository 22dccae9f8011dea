/**
 * The account as the health checks see it: each part is read when the first check asks for it, and once. When the credentials do
 * not work nothing else is asked, because a merchant's fault must not become a hundred refused calls.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { AnswerNotice, ZendeskClient } from '@/lib/zendesk/client';
import { isZendeskError, type ZendeskError } from '@/lib/zendesk/errors';
import type { RateLimits } from '@/lib/zendesk/rateLimits';
import { listAutomations } from '@/lib/zendesk/resources/automations';
import { listFields, type TicketField } from '@/lib/zendesk/resources/fields';
import { listInstallations, type AppInstallation } from '@/lib/zendesk/resources/installations';
import { getAccountSettings, type AccountSettings } from '@/lib/zendesk/resources/settings';
import { listTargets, type Target } from '@/lib/zendesk/resources/targets';
import { listTriggers, type Trigger } from '@/lib/zendesk/resources/triggers';
import { getCurrentUser, isAnonymous, type ZendeskUser } from '@/lib/zendesk/resources/users';
import { getSigningSecret, listWebhooks, testWebhook, type Webhook } from '@/lib/zendesk/resources/webhooks';

export type Reading<T> =
  | { value: T; error?: undefined; isSkipped?: undefined }
  | { error: ZendeskError; value?: undefined; isSkipped?: undefined }
  | { isSkipped: true; value?: undefined; error?: undefined };

export type AccountReader = {
  user: () => Promise<Reading<ZendeskUser>>;
  settings: () => Promise<Reading<AccountSettings>>;
  fields: () => Promise<Reading<TicketField[]>>;
  webhooks: () => Promise<Reading<Webhook[]>>;
  triggers: () => Promise<Reading<Trigger[]>>;
  automations: () => Promise<Reading<Trigger[]>>;
  targets: () => Promise<Reading<Target[]>>;
  installations: () => Promise<Reading<AppInstallation[]>>;
  signingSecret: (webhookId: string) => Promise<Reading<string>>;
  /** Asks Zendesk to send an event of ours through the webhook. */
  sendTest: (webhookId: string, payload: string) => Promise<Reading<{ status: number | null }>>;
  /** What the answers so far told beside their bodies. */
  noticed: () => { skewMs: number | null; limits: RateLimits | null };
};

/** What answers tell is kept as they come; give it to the client as `onResponse`. */
export class AnswerNotes {
  skewMs: number | null = null;
  limits: RateLimits | null = null;
  readonly note = ({ answeredAt, durationMs, limits }: AnswerNotice): void => {
    this.limits = limits;
    if (!answeredAt) return;
    // The answer's date has whole seconds and was written about half a round trip ago.
    const skewMs = answeredAt.getTime() + 500 + durationMs / 2 - Date.now();
    if (this.skewMs === null || Math.abs(skewMs) < Math.abs(this.skewMs)) this.skewMs = skewMs;
  };
}

async function read<T>(work: Promise<T>): Promise<Reading<T>> {
  try {
    return { value: await work };
  } catch (error) {
    if (isZendeskError(error)) return { error };
    throw error;
  }
}

/** Whoever is refused everything is not asked further. */
const canGoOn = ({ value }: Reading<ZendeskUser>) =>
  value !== undefined && !isAnonymous(value) && value.active === true && value.suspended !== true;

const refusedForSignature = 401;
/** Longer than a receiver may go on with a signing secret that has just been replaced. */
const secretSettlesMs = 1_200;

async function sendTest(client: ZendeskClient, webhookId: string, payload: string) {
  const answer = await testWebhook(client, webhookId, payload);
  if (answer.status !== refusedForSignature) return answer;
  await delay(secretSettlesMs);
  return testWebhook(client, webhookId, payload);
}

export function readAccount(client: ZendeskClient, notes: AnswerNotes, signal?: AbortSignal): AccountReader {
  const kept = new Map<string, Promise<Reading<unknown>>>();
  const user = once('user', () => read(getCurrentUser(bound, { signal })));
  const bound: ZendeskClient = {
    baseUrl: client.baseUrl,
    request: (wanted) => client.request({ ...wanted, signal }),
  };

  function once<T>(key: string, work: () => Promise<Reading<T>>): () => Promise<Reading<T>> {
    return () => {
      const known = kept.get(key) ?? work();
      kept.set(key, known);
      return known as Promise<Reading<T>>;
    };
  }
  const part = <T>(key: string, work: () => Promise<T>) =>
    once<T>(key, async () => (canGoOn(await user()) ? read(work()) : { isSkipped: true }));

  return {
    user,
    settings: part('settings', () => getAccountSettings(bound)),
    fields: part('fields', () => listFields(bound)),
    webhooks: part('webhooks', () => listWebhooks(bound)),
    triggers: part('triggers', () => listTriggers(bound)),
    automations: part('automations', () => listAutomations(bound)),
    targets: part('targets', () => listTargets(bound)),
    installations: part('installations', () => listInstallations(bound)),
    signingSecret: (webhookId) => part(`secret:${webhookId}`, () => getSigningSecret(bound, webhookId))(),
    sendTest: (webhookId, payload) => part(`test:${webhookId}`, () => sendTest(bound, webhookId, payload))(),
    noticed: () => ({ skewMs: notes.skewMs, limits: notes.limits }),
  };
}
