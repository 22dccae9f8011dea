/** The faults a connection can have, as somebody makes them in the account, with what is expected of the product for each. */
import { putSecret } from '@/lib/platform/crypto/secrets';
import { account, type HealthStage } from '@/lib/health/testing/stage';
import type { HealthCheckName, HealthReason } from '@/lib/zendesk/health/judgement';

export type Fault = {
  /** In English, as the documentation names it. */
  name: string;
  check: HealthCheckName;
  reason: HealthReason;
  /** `ok` where nothing is broken and the page only says whose decision it is. */
  state?: 'ok';
  make: (stage: HealthStage) => Promise<unknown>;
  /** What the merchant does by the steps told; left out where our repair does it. */
  mend?: (stage: HealthStage) => Promise<unknown>;
};

const admin = `admin@${account}.test`;

type Action = { field: string; value: unknown };

/** An update replaces conditions and actions together, so both are resent. */
async function changeActions(stage: HealthStage, change: (actions: Action[]) => Action[]): Promise<void> {
  const path = `/triggers/${String((await stage.objects()).idTrigger)}`;
  const before = (await stage.admin.get(path)).json as unknown as {
    trigger: { conditions: object; actions: Action[] };
  };
  const { conditions } = before.trigger;
  const actions = change(before.trigger.actions);
  const { status, text } = await stage.admin.put(path, { trigger: { conditions, actions } });
  if (status !== 200) throw new Error(`the trigger was not changed: ${text}`);
}

/** The trigger's own call with another body. */
const changeBody = (stage: HealthStage, change: (body: string) => string) =>
  changeActions(stage, (actions) =>
    actions.map(({ field, value }) => {
      const [id, body] = value as [string, string];
      return { field, value: [id, change(body)] };
    }),
  );

const putTrigger = async (stage: HealthStage, trigger: object) =>
  stage.admin.put(`/triggers/${String((await stage.objects()).idTrigger)}`, { trigger });
const patchWebhook = async (stage: HealthStage, webhook: object) =>
  stage.admin.patch(`/webhooks/${String((await stage.objects()).idWebhook)}`, { webhook });
const putField = async (stage: HealthStage, change: object) =>
  stage.admin.put(`/ticket_fields/${String((await stage.objects()).idCustomField)}`, {
    ticket_field: change,
  });

/** A token as a narrower consent gives it, in the place of ours. */
async function narrowScope(stage: HealthStage): Promise<void> {
  const { client_id, client_secret } = { client_id: 'verified_reviews', client_secret: stage.clientSecret };
  const asked = {
    grant_type: 'client_credentials',
    client_id,
    client_secret,
    scope: 'read',
    expires_in: 7200,
  };
  const { access_token: token } = (await stage.admin.token(asked)).json as unknown as {
    access_token: string;
  };
  const ref = { ownerTable: 'zendesk_connection', ownerId: stage.connectionId, name: 'access_token' };
  await stage.transaction(async (tx) => {
    await putSecret(tx, ref, token);
    const accessTokenExpiresAt = new Date(Date.now() + 3_600_000);
    await tx.zendeskConnection.update({ where: { id: stage.connectionId }, data: { accessTokenExpiresAt } });
  });
}

export const faults: Fault[] = [
  {
    name: 'Credential revoked',
    check: 'credentials',
    reason: 'credentials_ended',
    make: (stage) => stage.zendesk.revoke(account, { clients: true, accessTokens: true }),
    mend: (stage) => stage.zendesk.client(account, 'verified_reviews', { secret: stage.clientSecret }),
  },
  {
    name: 'Token access switched off',
    check: 'credentials',
    reason: 'credentials_ended',
    make: async (stage) => {
      await stage.connectByToken();
      await stage.zendesk.change(account, { settings: { tokenAccess: false } });
    },
    mend: async (stage) => {
      await stage.zendesk.change(account, { settings: { tokenAccess: true } });
      await stage.connectByClient();
    },
  },
  {
    name: 'User demoted',
    check: 'role',
    reason: 'role_ended',
    make: (stage) => stage.zendesk.changeUser(account, admin, { role: 'agent' }),
    mend: (stage) => stage.zendesk.changeUser(account, admin, { role: 'admin' }),
  },
  {
    name: 'Scope missing',
    check: 'scopes',
    reason: 'scope_refused',
    make: narrowScope,
    mend: (stage) => stage.connectByClient(),
  },
  {
    name: 'Field deleted',
    check: 'field',
    reason: 'field_missing',
    make: async (stage) =>
      stage.admin.delete(`/ticket_fields/${String((await stage.objects()).idCustomField)}`),
  },
  {
    name: 'Field disabled',
    check: 'field',
    reason: 'field_disabled',
    make: (stage) => putField(stage, { active: false }),
  },
  {
    name: 'Field opened to customers',
    check: 'field',
    reason: 'field_opened',
    make: (stage) => putField(stage, { visible_in_portal: true, editable_in_portal: true }),
  },
  {
    name: 'Field made required',
    check: 'field',
    reason: 'field_required',
    make: (stage) => putField(stage, { required: true, required_in_portal: true }),
  },
  {
    name: 'Field renamed',
    check: 'field',
    reason: 'field_renamed',
    state: 'ok',
    make: (stage) => putField(stage, { title: 'Commande' }),
    mend: (stage) => putField(stage, { title: 'idVente' }),
  },
  {
    name: 'Webhook deleted',
    check: 'webhook',
    reason: 'webhook_missing',
    make: async (stage) => stage.admin.delete(`/webhooks/${String((await stage.objects()).idWebhook)}`),
  },
  {
    name: 'Webhook disabled',
    check: 'webhook',
    reason: 'webhook_disabled',
    make: (stage) => patchWebhook(stage, { status: 'inactive' }),
  },
  {
    name: 'Webhook re-pointed',
    check: 'webhook',
    reason: 'webhook_edited',
    make: (stage) => patchWebhook(stage, { endpoint: `${stage.appUrl}/elsewhere` }),
  },
  {
    name: 'Webhook renamed',
    check: 'webhook',
    reason: 'webhook_renamed',
    state: 'ok',
    make: (stage) => patchWebhook(stage, { name: 'Avis clients' }),
    mend: (stage) => patchWebhook(stage, { name: 'NetReviews' }),
  },
  {
    name: 'Signing secret reset',
    check: 'webhook_secret',
    reason: 'secret_reset',
    make: async (stage) =>
      stage.admin.post(`/webhooks/${String((await stage.objects()).idWebhook)}/signing_secret`, {}),
  },
  {
    name: 'Trigger deleted',
    check: 'trigger',
    reason: 'trigger_missing',
    make: async (stage) => stage.admin.delete(`/triggers/${String((await stage.objects()).idTrigger)}`),
  },
  {
    name: 'Trigger disabled',
    check: 'trigger',
    reason: 'trigger_disabled',
    make: (stage) => putTrigger(stage, { active: false }),
  },
  {
    name: "Trigger's actions reordered",
    check: 'trigger_calls_webhook',
    reason: 'extra_actions',
    make: (stage) => changeActions(stage, (actions) => [{ field: 'priority', value: 'high' }, ...actions]),
  },
  {
    name: "Trigger's body edited",
    check: 'body_carries_order',
    reason: 'body_without_order',
    make: (stage) => changeBody(stage, (body) => body.replace(/ticket_field_\d+/, 'ticket_field_1')),
  },
  {
    name: 'Wrong website',
    check: 'body_carries_order',
    reason: 'body_other_website',
    make: (stage) => changeBody(stage, (body) => body.replace(stage.website.id, stage.otherWebsiteId)),
  },
  {
    name: 'App removed',
    check: 'app',
    reason: 'app_removed',
    make: (stage) => stage.removeApp(),
    mend: (stage) => stage.installApp(),
  },
  {
    name: 'App of another website',
    check: 'app',
    reason: 'app_other_website',
    make: (stage) => stage.nameInApp(stage.otherWebsiteId),
    mend: (stage) => stage.nameInApp(stage.website.id),
  },
  {
    name: 'Clock skew',
    check: 'clock',
    reason: 'clock_ahead',
    make: (stage) => stage.zendesk.change(account, { clockOffsetSeconds: 600 }),
    mend: (stage) => stage.zendesk.change(account, { clockOffsetSeconds: 0 }),
  },
  {
    name: 'Zendesk down',
    check: 'account_reachable',
    reason: 'zendesk_down',
    make: (stage) => stage.zendesk.fault(account, { kind: 'unavailable' }),
    mend: (stage) => stage.zendesk.clearFaults(account),
  },
];
