/** What the engine needs to know of a connection for one round, read at its start. */
import type { ZendeskConnection, WebsiteZendeskapp } from '@/lib/platform/db/generated/client';
import type { ZendeskClient } from '@/lib/zendesk/client';
import type { TicketScope } from '@/lib/sync/plan';

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
  scope: TicketScope;
};

export type Engine = { connection: EngineConnection; client: ZendeskClient; signal: AbortSignal };

type Row = ZendeskConnection & {
  objects: WebsiteZendeskapp | null;
  website: { name: string; locale: string; timeZone: string };
};

function toScope(row: Row): TicketScope {
  if (row.ticketScope === 'rating_at_most')
    return { kind: 'rating_at_most', maxRating: row.ticketMaxRating ?? 0 };
  return { kind: row.ticketScope };
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
    scope: toScope(row),
  };
}
