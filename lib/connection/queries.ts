/** What the Applications pages show. No secret leaves here: only that one is stored, and its last four characters. */
import { secretRef, setupUnfinished, type SecretName } from '@/lib/connection/connectionStore';
import type { ConnectionMethod } from '@/lib/connection/schema';
import { offeredMethods } from '@/lib/connection/offeredMethods';
import { toTicketSettings, type TicketSettings } from '@/lib/connection/ticketSettings';
import { getChatFigures, type ChatFigures } from '@/lib/reviewForm/figures';
import { now } from '@/lib/platform/clock';
import { lastFour } from '@/lib/platform/crypto/secrets';
import { db } from '@/lib/platform/db/client';
import type { WebsiteZendeskapp, ZendeskConnection } from '@/lib/platform/db/generated/client';
import { env } from '@/lib/platform/env';
import {
  getChatSettings,
  getModerationSettings,
  type ChatSettings,
  type ModerationSettings,
} from '@/lib/websites/settings';
import { accountUrl } from '@/lib/zendesk/account';
import { findMethodEnd } from '@/lib/zendesk/methodEndDates';

/** What a badge says; a fault comes before everything else. */
export type ApplicationState = 'error' | 'unfinished' | 'active' | 'off';

export type ConnectionView = {
  version: number;
  state: ApplicationState;
  method: ConnectionMethod;
  subdomain: string;
  accountUrl: string;
  email: string | null;
  clientId: string | null;
  /** Null when no secret is stored, empty when it is too short to show any of it. */
  secretLast4: string | null;
  userName: string | null;
  /** Of a one-click connection: whether it renews itself, and whether a second grant waits for the day the first is lost. */
  grant: { isRenewable: boolean; hasSpare: boolean } | null;
  exemptNotifications: boolean;
  /** ISO 8601, like all times here: the same text in a page and in an answer. */
  lastGoodAt: string | null;
  fault: { code: string; detail: string | null; at: string | null } | null;
};

export type MethodEndView = { endsOn: string; daysLeft: number };

export type ObjectsView = {
  items: { kind: 'field' | 'webhook' | 'trigger'; id: string | null; url: string | null }[];
  checkedAt: string | null;
};

export type ZendeskPage = {
  connection: ConnectionView | null;
  objects: ObjectsView | null;
  chat: ChatSettings;
  chatFigures: ChatFigures;
  moderation: ModerationSettings;
  /** The ways a new connection may be made, in the order shown. */
  offered: readonly ConnectionMethod[];
  /** When the connected method ends, or ended; null for one that stays. */
  methodEnd: MethodEndView | null;
  tickets: TicketSettings | null;
  /** Days until Zendesk takes no API token any more; 0 once it does not. */
  tokenDaysLeft: number;
  /** Where a form's subdomain leads, with `{subdomain}` in it. */
  accountUrlTemplate: string;
};

type Row = ZendeskConnection & { objects: WebsiteZendeskapp | null };

function stateOf(row: Row | null): ApplicationState {
  if (!row || row.state === 'disconnected') return 'off';
  if (row.state === 'active') return 'active';
  return row.lastErrorCode === setupUnfinished ? 'unfinished' : 'error';
}

async function toGrantView(row: Row): Promise<NonNullable<ConnectionView['grant']>> {
  const isStored = async (name: SecretName) => (await lastFour(db, secretRef(row.id, name))) !== null;
  return {
    isRenewable: await isStored('refresh_token'),
    hasSpare: await isStored('spare_refresh_token'),
  };
}

async function toConnectionView(row: Row): Promise<ConnectionView> {
  return {
    version: row.version,
    state: stateOf(row),
    method: row.method,
    subdomain: row.subdomain,
    accountUrl: accountUrl(env.zendeskUrl, row.subdomain),
    email: row.email,
    clientId: row.oauthClientId,
    secretLast4: await lastFour(db, secretRef(row.id, 'credential')),
    grant: row.method === 'oauth_code' ? await toGrantView(row) : null,
    userName: row.zendeskUserName,
    exemptNotifications: row.exemptNotifications,
    lastGoodAt: row.lastGoodAt?.toISOString() ?? null,
    fault:
      row.lastErrorCode === null
        ? null
        : {
            code: row.lastErrorCode,
            detail: row.lastErrorDetail,
            at: row.lastErrorAt?.toISOString() ?? null,
          },
  };
}

/** Addresses of Zendesk's own admin pages. */
const adminPaths = {
  field: (id: string) => `/admin/objects-rules/tickets/ticket-fields/${id}`,
  trigger: (id: string) => `/admin/objects-rules/rules/triggers/${id}`,
  webhook: (id: string) => `/admin/apps-integrations/webhooks/webhooks/${id}/details`,
};

function toObjectsView(row: Row): ObjectsView {
  const base = accountUrl(env.zendeskUrl, row.subdomain);
  const ids = {
    field: row.objects?.idCustomField,
    webhook: row.objects?.idWebhook,
    trigger: row.objects?.idTrigger,
  };
  const items = (['field', 'webhook', 'trigger'] as const).map((kind) => {
    const id = ids[kind] == null ? null : String(ids[kind]);
    return { kind, id, url: id && base + adminPaths[kind](encodeURIComponent(id)) };
  });
  return { items, checkedAt: row.objects?.checkedAt?.toISOString() ?? null };
}

/** The connection of one website as its page shows it; null when there never was one. */
export async function getConnectionView(websiteId: string): Promise<ConnectionView | null> {
  const row = await db.zendeskConnection.findUnique({ where: { websiteId }, include: { objects: true } });
  return row && toConnectionView(row);
}

/** Everything the Zendesk page shows of one website. */
export async function getZendeskPage(websiteId: string): Promise<ZendeskPage> {
  const [row, chat, moderation, chatFigures] = await Promise.all([
    db.zendeskConnection.findUnique({ where: { websiteId }, include: { objects: true } }),
    getChatSettings(db, websiteId),
    getModerationSettings(db, websiteId),
    getChatFigures(websiteId, now()),
  ]);
  return {
    connection: row && (await toConnectionView(row)),
    objects: row && toObjectsView(row),
    chat,
    chatFigures,
    moderation,
    offered: offeredMethods(),
    methodEnd: row && row.state !== 'disconnected' ? findMethodEnd(row.method, now()) : null,
    tickets: row && toTicketSettings(row),
    tokenDaysLeft: findMethodEnd('api_token', now())?.daysLeft ?? 0,
    accountUrlTemplate: env.zendeskUrl,
  };
}

export type ApplicationSummary = {
  id: 'zendesk';
  state: ApplicationState;
  subdomain: string | null;
  faultCode: string | null;
};

/** The gallery's applications with their state. */
export async function listApplications(websiteId: string): Promise<ApplicationSummary[]> {
  const row = await db.zendeskConnection.findUnique({ where: { websiteId }, include: { objects: true } });
  return [
    {
      id: 'zendesk',
      state: stateOf(row),
      subdomain: row?.subdomain ?? null,
      faultCode: row?.lastErrorCode ?? null,
    },
  ];
}
