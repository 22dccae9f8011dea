/** What a delivery carries. Written when it is planned and sent unchanged: a repeated Idempotency-Key needs the same body. */
import { z } from 'zod';
import { reasonLabel } from '@/lib/moderation/reasonLabels';
import { env } from '@/lib/platform/env';
import { authorLocale } from '@/lib/platform/i18n/authorLocale';
import { translator } from '@/lib/platform/i18n/translator';
import { authorNameOf } from '@/lib/platform/text/personName';
import type { EngineConnection } from '@/lib/sync/runtime/connection';
import type { Plan, WaitingEvent } from '@/lib/sync/outbound/plan';
import type { Snapshot } from '@/lib/sync/outbound/snapshot';
import type { NewComment, NewTicket } from '@/lib/zendesk/resources/tickets';
import { replacementReasons, replacementTicket, type Replaced } from '@/lib/zendesk/replacementTicket';
import {
  countTellable,
  followUpNote,
  newTicket,
  type NewTicketInput,
  type TicketEvent,
  type TicketReview,
  type Wording,
} from '@/lib/zendesk/ticketContent';
import { maxNoteBytes } from '@/lib/zendesk/noteHtml';
import { ticketTags } from '@/lib/zendesk/ticketTags';

/** The ticket is our own earlier output: only what is read again is checked. */
export const createPayloadSchema = z.object({
  ticket: z.custom<NewTicket>((value) => typeof (value as NewTicket | null)?.external_id === 'string'),
});

export const updatePayloadSchema = z.object({
  note: z.string(),
  /** The note is HTML; one of an earlier version is plain text. */
  isHtml: z.boolean().default(false),
  /** Last event the note tells; with the review's id it is the reference the note begins with. */
  seq: z.number().int(),
  tags: z.array(z.string()),
  ticketStatus: z.enum(['open', 'solved']).nullable(),
});

export type UpdatePayload = z.output<typeof updatePayloadSchema>;

/** @returns the internal note as it is sent. */
export function commentOf({ note, isHtml }: UpdatePayload): NewComment {
  return isHtml ? { html_body: note, public: false } : { body: note, public: false };
}

export const replacementPayloadSchema = createPayloadSchema.extend({ reason: z.enum(replacementReasons) });
type ReplacementPayload = z.output<typeof replacementPayloadSchema>;

type PlannedTelling = Exclude<Plan, { action: 'none' }>;

/** Plain JSON: it is stored as it is. */
export type Payload = { ticket: NewTicket } | UpdatePayload;

/** Payloads stand one behind the other in larger pieces of memory: asking for some for each would take longer than writing it. */
const pieceBytes = 256 * 1024;
const mostBytesOfUnit = 3;
let piece = Buffer.alloc(0);
let end = 0;

/** A payload as JSON in UTF-8: encoded once, for the database and for Zendesk. */
export function writePayload(payload: Payload): Buffer {
  const json = JSON.stringify(payload);
  const mostBytes = json.length * mostBytesOfUnit;
  if (mostBytes > pieceBytes / 2) return Buffer.from(json);
  if (end + mostBytes > piece.length) {
    piece = Buffer.allocUnsafeSlow(pieceBytes);
    end = 0;
  }
  const start = end;
  end += piece.write(json, start);
  return piece.subarray(start, end);
}
export const readPayload = (json: Buffer): Payload => JSON.parse(json.toString()) as Payload;

const beforeTicket = '{"ticket":';
/** The ticket inside the payload of a create, both as JSON. */
export const ticketOf = (json: Buffer): Buffer => json.subarray(beforeTicket.length, -1);

function toWording(connection: EngineConnection): Wording {
  const locale = authorLocale(connection.locale);
  const t = translator(locale, 'ticket');
  return {
    t: (key, values) => t(key, values),
    locale,
    timeZone: connection.timeZone,
  };
}

function toTicketReview(connection: EngineConnection, snapshot: Snapshot): TicketReview {
  return {
    id: snapshot.id,
    type: snapshot.type,
    status: snapshot.status,
    rating: snapshot.rating,
    comment: snapshot.comment,
    orderRef: snapshot.orderRef,
    productName: snapshot.productName,
    orderDate: snapshot.orderDate,
    submittedAt: snapshot.submittedAt,
    statedAt: snapshot.statedAt,
    origin: snapshot.origin,
    originSource: snapshot.originSource,
    isVerified: snapshot.isVerified,
    websiteId: connection.websiteId,
    websiteName: connection.websiteName,
    isReported: snapshot.reportedAt !== null,
    authorName: authorNameOf(snapshot),
    causes: snapshot.causes.filter((cause) => cause.textVersion === snapshot.textVersion),
    portalUrl: `${env.appUrl}/reviews/${snapshot.id}`,
  };
}

/** Adds the words an event only points at: events hold ids, the texts have tables of their own. */
function toTicketEvent(event: WaitingEvent, snapshot: Snapshot, locale: string): TicketEvent {
  const { type, at, actorName, data } = event;
  const exchange = snapshot.exchanges.find((row) => row.id === data.exchangeId);
  const report =
    snapshot.reports.find((row) => row.id === data.reportId) ??
    (type === 'refused' ? snapshot.reports[0] : undefined);
  const label = report && reasonLabel(report.reason, locale);
  const texts: Record<string, string | null | undefined> = {
    modified: snapshot.comment,
    reported: report?.comment,
    refused: report?.statement,
    report_rejected: report?.statement,
  };
  return { type, at, actorName, data, text: exchange?.body ?? texts[type] ?? null, reason: label ?? null };
}

function toTicketInput(
  connection: EngineConnection,
  snapshot: Snapshot,
  { told, toSeq }: Pick<PlannedTelling, 'told' | 'toSeq'>,
): NewTicketInput {
  const review = toTicketReview(connection, snapshot);
  const requester =
    connection.requesterMode === 'author' ? { name: review.authorName, email: snapshot.authorEmail } : null;
  return {
    review,
    events: told.map((event) => toTicketEvent(event, snapshot, connection.locale)),
    seq: toSeq,
    wording: toWording(connection),
    fieldId: Number(connection.idCustomField),
    requester,
    given: connection.given,
  };
}

/** Bytes that one event or one character of a text takes at most, by far. */
const mostBytesOfEvent = 1_500;
const mostBytesOfUnitInHtml = 6;

/**
 * What one note can hold with every word of it: the events that do not fit stay waiting, and go into the next note.
 * @returns the same plan, or one that ends before them.
 */
export function fitPlan<T extends PlannedTelling>(
  connection: EngineConnection,
  snapshot: Snapshot,
  plan: T,
): T {
  const { told } = plan;
  if (told.length < 2) return plan;
  const input = toTicketInput(connection, snapshot, plan);
  const units = input.events.reduce((sum, { text }) => sum + (text?.length ?? 0), snapshot.comment.length);
  if (told.length * mostBytesOfEvent + units * mostBytesOfUnitInHtml < maxNoteBytes) return plan;
  const next = told[countTellable(input, plan.action === 'create')];
  return next ? { ...plan, told: told.filter(({ seq }) => seq < next.seq), toSeq: next.seq - 1 } : plan;
}

export function toPayload(connection: EngineConnection, snapshot: Snapshot, plan: PlannedTelling): Payload {
  const input = toTicketInput(connection, snapshot, plan);
  if (plan.action === 'update') {
    const tags = ticketTags(input.review);
    return {
      note: followUpNote(input),
      isHtml: true,
      seq: plan.toSeq,
      tags,
      ticketStatus: plan.ticketStatus,
    };
  }
  return { ticket: newTicket({ ...input, ...(plan.ticketStatus ? { status: plan.ticketStatus } : {}) }) };
}

/** @param told what the ticket before was not told, or all there is to tell where its words are gone with it. */
export function toReplacementPayload(
  connection: EngineConnection,
  snapshot: Snapshot,
  told: { told: WaitingEvent[]; toSeq: number },
  replaced: Replaced,
): ReplacementPayload {
  const ticket = replacementTicket(toTicketInput(connection, snapshot, told), replaced);
  return { ticket, reason: replaced.reason };
}
