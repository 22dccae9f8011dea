/**
 * What our trigger sends and our intake reads. Placeholders are filled in as plain text and whether Zendesk escapes them for JSON
 * is nowhere stated, so the body holds ids only, those that cannot hold a quote first: even a broken body tells its ticket. Pure.
 */

/** The body with Zendesk's placeholders in it. */
export function writeTriggerBody(ids: { fieldId: number; websiteId: string }): string {
  return JSON.stringify(
    {
      ticket_id: '{{ticket.id}}',
      website_id: ids.websiteId,
      external_id: '{{ticket.external_id}}',
      idVente: `{{ticket.ticket_field_${ids.fieldId}}}`,
    },
    null,
    2,
  );
}

export type TriggerBody = {
  ticketId: string;
  websiteId: string | null;
  externalId: string | null;
  /** The order reference; null when the field is empty or the body was broken by what it held. */
  idVente: string | null;
};

/** Read by hand: a schema library's throw-away objects cost the intake more time and memory than all it reads here. */
function readText(value: unknown): string | null {
  if (typeof value !== 'string' && !Number.isFinite(value)) return null;
  // PostgreSQL stores no NUL, which JSON can write as an escape.
  return String(value).replaceAll('\u0000', '').trim() || null;
}

function readTicketId(value: unknown): string | null {
  if (typeof value === 'string') return /^\s*\d{1,16}\s*$/.test(value) ? value.trim() : null;
  return Number.isSafeInteger(value) && (value as number) > 0 ? String(value) : null;
}

/** Each reads one value up to its quote; only for ids, which hold none. */
const valueOf = (name: string, value: string) => new RegExp(`"${name}"\\s*:\\s*"?\\s*(${value})\\s*["},\\s]`);
const firstTicketId = valueOf('ticket_id', '\\d{1,16}');
const firstWebsiteId = valueOf('website_id', '[0-9a-fA-F-]{36}');
const firstExternalId = valueOf('external_id', 'verified-reviews:[0-9a-fA-F-]{36}');

/** What a body that was broken by its last value still tells. */
function salvageBody(rawBody: string): TriggerBody | null {
  const ticketId = firstTicketId.exec(rawBody)?.[1];
  if (!ticketId) return null;
  return {
    ticketId,
    websiteId: firstWebsiteId.exec(rawBody)?.[1] ?? null,
    externalId: firstExternalId.exec(rawBody)?.[1] ?? null,
    idVente: null,
  };
}

/** @param rawBody a body whose signature has been verified. @returns null when it names no ticket. */
export function parseTriggerBody(rawBody: string): TriggerBody | null {
  let parsed: Record<string, unknown> | null;
  try {
    parsed = JSON.parse(rawBody) as Record<string, unknown> | null;
  } catch {
    return salvageBody(rawBody);
  }
  const ticketId = readTicketId(parsed?.ticket_id);
  if (!parsed || !ticketId) return null;
  // A second ticket_id can only come out of an unescaped order reference; the first is the one we wrote.
  const first = firstTicketId.exec(rawBody)?.[1];
  if (first && first !== ticketId) return salvageBody(rawBody);
  return {
    ticketId,
    websiteId: readText(parsed.website_id),
    externalId: readText(parsed.external_id),
    idVente: readText(parsed.idVente),
  };
}
