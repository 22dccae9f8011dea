/** What the engine needs to know of a connection for one round, read at its start. */
import type { ZendeskConnection, WebsiteZendeskapp } from '@/lib/platform/db/generated/client';
import type { AccountBudget, Lane } from '@/lib/zendesk/budget';
import type { ZendeskClient } from '@/lib/zendesk/client';
import type { GivenValues } from '@/lib/zendesk/ticketContent';

/** Which reviews get a ticket of their own. */
export type TicketScope =
  { kind: 'in_moderation' } | { kind: 'rating_at_most'; maxRating: number } | { kind: 'all' };

export type EngineConnection = {
  id: string;
  websiteId: string;
  websiteName: string;
  subdomain: string;
  /** Language of the notes: the website's. */
  locale: string;
  timeZone: string;
  idCustomField: bigint | null;
  requesterMode: ZendeskConnection['requesterMode'];
  /** Whom we act as. */
  userId: number | null;
  /** Users who are no persons, by number or address. */
  bots: ReadonlySet<string>;
  scope: TicketScope;
  /** What a new ticket is given beside its review. */
  given: GivenValues;
  /** What happened before is history: it becomes tickets only where it is chosen, or still in moderation. */
  connectedAt: Date;
  /** Share of the account's calls, 0 to 1, that stay with the merchant's other tools. */
  otherShare: number;
};

export type Engine = {
  connection: EngineConnection;
  /** Calls for what happens now; `backlog` and `background` wait behind it. */
  client: ZendeskClient;
  clients: Record<Lane, ZendeskClient>;
  /** For calls whose place in the budget was taken before they were prepared (`AccountBudget.tryAcquire`). */
  granted: ZendeskClient;
  /** The calls of the account, shared with its other websites. */
  budget: AccountBudget;
  signal: AbortSignal;
};

type Row = ZendeskConnection & {
  objects: WebsiteZendeskapp | null;
  website: { name: string; locale: string; timeZone: string };
};

function toScope(row: Row): TicketScope {
  if (row.ticketScope === 'rating_at_most')
    return { kind: 'rating_at_most', maxRating: row.ticketMaxRating ?? 0 };
  return { kind: row.ticketScope };
}

/** What is not set is left out: the account's own rules then decide. */
function toGiven(row: Row): GivenValues {
  const { ticketGroupId, ticketAssigneeId, ticketBrandId, ticketFormId, ticketPriority, ticketType } = row;
  return {
    ...(ticketGroupId === null ? {} : { group_id: Number(ticketGroupId) }),
    ...(ticketAssigneeId === null ? {} : { assignee_id: Number(ticketAssigneeId) }),
    ...(ticketBrandId === null ? {} : { brand_id: Number(ticketBrandId) }),
    ...(ticketFormId === null ? {} : { ticket_form_id: Number(ticketFormId) }),
    ...(ticketPriority === null ? {} : { priority: ticketPriority as GivenValues['priority'] }),
    ...(ticketType === null ? {} : { type: ticketType as GivenValues['type'] }),
    tags: row.ticketTags,
  };
}

export function toEngineConnection(row: Row): EngineConnection {
  return {
    id: row.id,
    websiteId: row.websiteId,
    websiteName: row.website.name,
    subdomain: row.subdomain,
    locale: row.website.locale,
    timeZone: row.website.timeZone,
    idCustomField: row.objects?.idCustomField ?? null,
    requesterMode: row.requesterMode,
    userId: row.zendeskUserId === null ? null : Number(row.zendeskUserId),
    bots: new Set(row.botUsers),
    scope: toScope(row),
    given: toGiven(row),
    connectedAt: row.createdAt,
    otherShare: row.otherToolsShare / 100,
  };
}
