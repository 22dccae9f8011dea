import type { SeenRequest } from './http/traffic';
import type {
  AccountBehaviour,
  AccountLimits,
  AccountRow,
  AccountSettings,
  DeliveryControl,
  Fault,
  FaultKind,
  OAuthClientRow,
  Role,
  UserRow,
} from './state/account-rows';
import type { AppRow, InstallationRow } from './state/app-rows';
import type {
  AuditRow,
  CommentRow,
  OutgoingMailRow,
  TargetRow,
  TicketFieldRow,
  TicketRow,
  TriggerCategoryRow,
  TriggerRow,
} from './state/help-desk-rows';
import type { AccountSeed } from './state/seed';
import type { IncomingMail } from './tickets/incoming-mail';
import type { InvocationRow, WebhookRow } from './state/webhook-rows';

export type AccountInfo = AccountRow & { subdomain: string; url: string; now: string };
export type FaultOrder = { kind: FaultKind; times?: number; lastsMs?: number } & Partial<
  Omit<Fault, 'id' | 'kind' | 'remaining' | 'untilMs'>
>;
export type DumpedTicket = TicketRow & {
  requester: string | null;
  comments: (CommentRow & { author: string | null })[];
};
export interface AccountChange {
  name?: string;
  clockOffsetSeconds?: number;
  settings?: Partial<AccountSettings>;
  limits?: Partial<AccountLimits>;
  behaviour?: Partial<AccountBehaviour>;
  delivery?: Partial<DeliveryControl>;
}
export interface AgentAct {
  /** Who does it; camille when absent. */
  email?: string;
  comment?: ({ body: string } | { html_body: string }) & { public?: boolean };
  status?: string;
  [key: string]: unknown;
}

/**
 * A typed client of the control API, for tests.
 * @param url where the practice Zendesk answers, without a subdomain
 */
export function control(url: string) {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${url}/_control${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${String(response.status)} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  const at = (subdomain: string) => `/accounts/${subdomain}`;
  return {
    reset: (account?: string) => call<undefined>('POST', '/reset', account === undefined ? {} : { account }),
    accounts: async () => (await call<{ accounts: AccountInfo[] }>('GET', '/accounts')).accounts,
    account: (subdomain: string) => call<AccountInfo>('GET', at(subdomain)),
    createAccount: (seed: AccountSeed) => call<AccountInfo>('POST', '/accounts', seed),
    change: (subdomain: string, change: AccountChange) => call<AccountInfo>('PATCH', at(subdomain), change),
    clock: (offsetSeconds: number) => call<{ offsetSeconds: number }>('POST', '/clock', { offsetSeconds }),
    fault: (subdomain: string, order: FaultOrder) => call<Fault>('POST', `${at(subdomain)}/faults`, order),
    faults: async (subdomain: string) =>
      (await call<{ faults: Fault[] }>('GET', `${at(subdomain)}/faults`)).faults,
    clearFaults: (subdomain: string) => call<undefined>('DELETE', `${at(subdomain)}/faults`),
    users: async (subdomain: string) =>
      (await call<{ users: UserRow[] }>('GET', `${at(subdomain)}/users`)).users,
    createUser: (subdomain: string, user: { email: string; role?: Role; name?: string }) =>
      call<UserRow>('POST', `${at(subdomain)}/users`, user),
    changeUser: (subdomain: string, email: string, change: Partial<UserRow>) =>
      call<UserRow>('PATCH', `${at(subdomain)}/users/${encodeURIComponent(email)}`, change),
    revoke: (
      subdomain: string,
      what: { accessTokens?: boolean; refreshTokens?: boolean; apiTokens?: boolean; clients?: boolean },
    ) => call<undefined>('POST', `${at(subdomain)}/revoke`, what),
    createApiToken: (subdomain: string, token?: string) =>
      call<{ id: string }>('POST', `${at(subdomain)}/api-tokens`, { token }),
    client: (subdomain: string, identifier: string, change: Partial<OAuthClientRow> & { owner?: string }) =>
      call<OAuthClientRow>('PUT', `${at(subdomain)}/clients/${encodeURIComponent(identifier)}`, change),
    act: (subdomain: string, ticketId: number, what: AgentAct) =>
      call<{ ticket: TicketRow; audit: AuditRow }>(
        'POST',
        `${at(subdomain)}/tickets/${String(ticketId)}/act`,
        what,
      ),
    mail: (subdomain: string, mail: IncomingMail) =>
      call<{ ticket: TicketRow; audit: AuditRow }>('POST', `${at(subdomain)}/mail`, mail),
    plantComment: (
      subdomain: string,
      ticketId: number,
      comment: Record<string, unknown> & { author: string },
    ) =>
      call<{ ticket: TicketRow; audit: AuditRow }>(
        'POST',
        `${at(subdomain)}/tickets/${String(ticketId)}/comments`,
        comment,
      ),
    requests: (subdomain: string) =>
      call<{ count: number; counts: Record<string, number>; requests: SeenRequest[] }>(
        'GET',
        `${at(subdomain)}/requests`,
      ),
    clearRequests: (subdomain: string) => call<undefined>('DELETE', `${at(subdomain)}/requests`),
    mails: async (subdomain: string) =>
      (await call<{ mails: OutgoingMailRow[] }>('GET', `${at(subdomain)}/mails`)).mails,
    clearMails: (subdomain: string) => call<undefined>('DELETE', `${at(subdomain)}/mails`),
    tickets: async (subdomain: string) =>
      (await call<{ tickets: DumpedTicket[] }>('GET', `${at(subdomain)}/tickets`)).tickets,
    objects: (subdomain: string) =>
      call<{
        fields: TicketFieldRow[];
        triggers: TriggerRow[];
        categories: TriggerCategoryRow[];
        webhooks: WebhookRow[];
      }>('GET', `${at(subdomain)}/objects`),
    invocations: async (subdomain: string) =>
      (await call<{ invocations: InvocationRow[] }>('GET', `${at(subdomain)}/invocations`)).invocations,
    redeliver: (subdomain: string, invocationId: string) =>
      call<undefined>('POST', `${at(subdomain)}/invocations/${invocationId}/redeliver`),
    plantTarget: (subdomain: string, target: Record<string, unknown>) =>
      call<TargetRow>('POST', `${at(subdomain)}/targets`, target),
    runAutomations: (subdomain: string) =>
      call<{ acted: number }>('POST', `${at(subdomain)}/automations/run`),
    apps: (subdomain: string) =>
      call<{ apps: AppRow[]; installations: InstallationRow[] }>('GET', `${at(subdomain)}/apps`),
    signToken: async (
      subdomain: string,
      installationId: number,
      what: { url: string; email?: string; claims?: Record<string, unknown> },
    ) =>
      (
        await call<{ token: string }>(
          'POST',
          `${at(subdomain)}/installations/${String(installationId)}/token`,
          what,
        )
      ).token,
    pending: (subdomain: string) =>
      call<{ deliveries: number; jobs: number }>('GET', `${at(subdomain)}/pending`),
  };
}

export type ControlClient = ReturnType<typeof control>;
