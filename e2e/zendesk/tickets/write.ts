import { findByEmail } from '../http/auth';
import { optionalInteger, optionalText } from '../http/body';
import type { JsonObject, Practice } from '../http/context';
import { ApiError, blank, invalidAttribute, recordInvalid } from '../http/errors';
import { isObject } from '../http/reply';
import type { Account } from '../state/account';
import type { UserRow } from '../state/account-rows';
import type { AuditRow, TicketRow } from '../state/help-desk-rows';
import { runTriggers } from '../triggers/engine';
import { eventRequests } from '../webhooks/events';
import { applyAttributes } from './attributes';
import { addComment } from './comment';
import { commit, setColumn, startDraft, type Draft } from './draft';
import { createEndUser, newRequesterEmail, resolveRequester } from './requester';

const MAX_EMAIL_CCS = 48;

export interface Written {
  ticket: TicketRow;
  audit: AuditRow;
}

/** Who writes and through what: the API, the agents' screens, a mail. */
export interface Writer {
  practice: Practice;
  account: Account;
  actor: UserRow;
  viaChannel: 'api' | 'web' | 'email';
}

/** Runs the triggers over a change, saves it and sends what it sets off. */
export function finishDraft(writer: Writer, draft: Draft): Written {
  const invocations = runTriggers(writer.practice, draft);
  // Events tell of everything the change came to, what triggers did included.
  invocations.push(...eventRequests(draft));
  commit(draft);
  for (const invocation of invocations) writer.practice.deliveries.enqueue(writer.account, invocation);
  writer.practice.live.tell(writer.account.subdomain, { kind: 'ticket', ticketId: draft.ticket.id });
  return { ticket: draft.ticket, audit: draft.audit };
}

function customMetadata(record: JsonObject): Record<string, unknown> {
  return isObject(record.metadata) ? record.metadata : {};
}

/**
 * Creates a ticket, runs the triggers and saves it all in one step.
 * @throws ApiError 422 for a refused record, 406 for a comment without a body
 */
export function createTicket(writer: Writer, record: JsonObject): Written {
  const { account, actor } = writer;
  const text = record.comment ?? record.description;
  if (text === undefined || text === null || text === '') throw blank('base', 'Description');
  const isNewRequester = newRequesterEmail(account, record) !== null;
  const requester = resolveRequester(account, record, actor);
  try {
    return fillTicket(writer, record, text, requester.id);
  } catch (error) {
    // A refused ticket must not leave its new requester behind.
    if (isNewRequester) account.users.delete(requester.id);
    throw error;
  }
}

function fillTicket(writer: Writer, record: JsonObject, text: unknown, requesterId: number): Written {
  const { account, actor, viaChannel } = writer;
  const ccs = readEmailCcs(record);
  if (ccs.length > MAX_EMAIL_CCS) throw invalidAttribute('email_ccs', 'At most 48 are allowed.');
  const submitterId = optionalInteger(record.submitter_id, 'submitter_id') ?? actor.id;
  if (!account.users.get(submitterId)) {
    throw recordInvalid({ submitter: [{ description: 'Submitter: is invalid', error: 'InvalidValue' }] });
  }
  const source = readFollowupSource(account, record);
  const ticket = toEmptyTicket(account, requesterId, submitterId, viaChannel);
  ticket.followupSourceId = source?.id ?? null;
  const custom = customMetadata(record);
  const draft = startDraft(account, ticket, actor, { isNew: true, viaChannel, custom });
  setColumn(draft, 'requester_id', requesterId);
  setColumn(draft, 'group_id', firstId(account.groups));
  setColumn(draft, 'brand_id', firstId(account.brands));
  setColumn(draft, 'ticket_form_id', firstId(account.forms));
  setColumn(draft, 'status', 'new');
  applyAttributes(draft, record);
  // Last, as its placeholders speak of the ticket; in the audit it comes first all the same.
  addComment(writer.practice.store, draft, text, viaChannel);
  draft.ticket.emailCcIds = toCcIds(account, ccs);
  if (source) account.tickets.save({ ...source, followupIds: [...source.followupIds, ticket.id] });
  return finishDraft(writer, draft);
}

/**
 * Updates a ticket: attributes, tags, and a comment when there is one.
 * @throws ApiError 422 when it is closed, 409 when `safe_update` sees a newer state
 */
export function updateTicket(writer: Writer, ticket: TicketRow, record: JsonObject): Written {
  if (ticket.status === 'closed') {
    throw recordInvalid({
      status: [{ description: 'Status: closed prevents ticket update', error: 'InvalidValue' }],
    });
  }
  refuseStale(ticket, record);
  const draft = startDraft(writer.account, ticket, writer.actor, {
    isNew: false,
    viaChannel: writer.viaChannel,
    custom: customMetadata(record),
  });
  if (record.requester !== undefined || record.requester_id !== undefined) {
    setColumn(draft, 'requester_id', resolveRequester(writer.account, record, writer.actor).id);
  }
  applyAttributes(draft, record);
  if (record.comment !== undefined && record.comment !== null)
    addComment(writer.practice.store, draft, record.comment, writer.viaChannel);
  if (record.email_ccs !== undefined) {
    draft.ticket.emailCcIds = toCcIds(writer.account, readEmailCcs(record).slice(0, MAX_EMAIL_CCS));
  }
  return finishDraft(writer, draft);
}

/** Docs say `false` counts as `true`; a client library saw it pass. The laxer, observed behaviour is played. */
function refuseStale(ticket: TicketRow, record: JsonObject): void {
  if (record.safe_update !== true && record.safe_update !== 'true') return;
  const stamp = Date.parse(optionalText(record.updated_stamp, 'updated_stamp') ?? '');
  if (Number.isNaN(stamp)) throw invalidAttribute('updated_stamp', 'It must be a time.');
  if (stamp >= Date.parse(ticket.updatedAt)) return;
  // The exact body is unconfirmed.
  throw new ApiError(409, {
    error: 'UpdateConflict',
    description: 'Safe Update prevented the update due to outdated ticket data',
  });
}

function readFollowupSource(account: Account, record: JsonObject): TicketRow | null {
  const sourceId = optionalInteger(record.via_followup_source_id, 'via_followup_source_id');
  if (sourceId === null) return null;
  const source = account.tickets.get(sourceId);
  if (source?.status === 'closed') return source;
  throw recordInvalid({
    via_followup_source_id: [
      { description: 'Follow-up source: must be a closed ticket', error: 'InvalidValue' },
    ],
  });
}

function readEmailCcs(record: JsonObject): JsonObject[] {
  return Array.isArray(record.email_ccs) ? record.email_ccs.filter(isObject) : [];
}

function toCcIds(account: Account, ccs: JsonObject[]): number[] {
  return ccs.flatMap((cc) => {
    if (cc.action === 'delete') return [];
    const id = optionalInteger(cc.user_id, 'user_id');
    if (id !== null) return account.users.get(id) ? [id] : [];
    const email = optionalText(cc.user_email, 'user_email')?.toLowerCase();
    if (!email) return [];
    return [(findByEmail(account, email) ?? createEndUser(account, email, email)).id];
  });
}

function firstId(table: { values(): IterableIterator<{ id: number; default: boolean }> }): number | null {
  for (const row of table.values()) if (row.default) return row.id;
  return null;
}

function toEmptyTicket(
  account: Account,
  requesterId: number,
  submitterId: number,
  viaChannel: string,
): TicketRow {
  const now = account.now();
  return {
    id: account.nextId('ticket'),
    externalId: null,
    subject: null,
    description: '',
    type: null,
    priority: null,
    status: 'new',
    requesterId,
    submitterId,
    assigneeId: null,
    groupId: null,
    brandId: null,
    ticketFormId: null,
    organizationId: null,
    emailCcIds: [],
    isPublic: true,
    dueAt: null,
    tags: [],
    customFields: {},
    viaChannel,
    followupSourceId: null,
    followupIds: [],
    createdAt: now,
    updatedAt: now,
    generatedTimestamp: 0,
    isDeleted: false,
  };
}
