/**
 * What our trigger sends and our intake reads. Placeholders are filled in as plain text and whether Zendesk escapes them for JSON
 * is nowhere stated, so the body holds ids only, those that cannot hold a quote first: even a broken body tells its ticket. Pure.
 */
import { z } from 'zod';

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

const text = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .transform((value) => (value?.trim() ? value.trim() : null))
  .catch(null);
const ticketId = z.union([
  z
    .string()
    .regex(/^\s*\d{1,16}\s*$/)
    .transform((digits) => digits.trim()),
  z.int().positive().transform(String),
]);
const bodySchema = z
  .looseObject({ ticket_id: ticketId, website_id: text, external_id: text, idVente: text })
  .transform((body): TriggerBody => ({
    ticketId: body.ticket_id,
    websiteId: body.website_id,
    externalId: body.external_id,
    idVente: body.idVente,
  }));

/** Reads one value up to its quote; only for ids, which hold none. */
function salvage(rawBody: string, name: string, value: string): string | null {
  return new RegExp(`"${name}"\\s*:\\s*"?\\s*(${value})\\s*["},\\s]`).exec(rawBody)?.[1] ?? null;
}

/** What a body that was broken by its last value still tells. */
function salvageBody(rawBody: string): TriggerBody | null {
  const found = salvage(rawBody, 'ticket_id', '\\d{1,16}');
  if (!found) return null;
  return {
    ticketId: found,
    websiteId: salvage(rawBody, 'website_id', '[0-9a-fA-F-]{36}'),
    externalId: salvage(rawBody, 'external_id', 'verified-reviews:[0-9a-fA-F-]{36}'),
    idVente: null,
  };
}

/** @param rawBody a body whose signature has been verified. @returns null when it names no ticket. */
export function parseTriggerBody(rawBody: string): TriggerBody | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(rawBody);
  } catch {
    return salvageBody(rawBody);
  }
  const result = bodySchema.safeParse(parsed);
  if (!result.success) return null;
  // A second ticket_id can only come out of an unescaped order reference; the first is the one we wrote.
  const first = salvage(rawBody, 'ticket_id', '\\d{1,16}');
  return first && first !== result.data.ticketId ? salvageBody(rawBody) : result.data;
}
