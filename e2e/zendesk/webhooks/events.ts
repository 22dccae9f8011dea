import { randomUUID } from 'node:crypto';
import type { AuditEvent } from '../state/help-desk-rows';
import type { Draft } from '../tickets/draft';
import type { WebhookRequest } from '../triggers/engine';

const PREFIX = 'zen:event-type:ticket.';

/** The event that a changed field means, by the field's name in the audit; custom fields go by their id. */
const CHANGES: Record<string, string> = {
  status: 'status_changed',
  assignee_id: 'agent_assignment_changed',
  brand_id: 'brand_changed',
  external_id: 'external_id_changed',
  priority: 'priority_changed',
  requester_id: 'requester_changed',
  tags: 'tags_changed',
};

interface TicketEvent {
  name: string;
  event: Record<string, unknown>;
}

function toEvent(draft: Draft, audited: AuditEvent): TicketEvent | null {
  if (audited.type === 'Comment') {
    const { id, body, public: isPublic, author_id: authorId } = audited;
    return {
      name: 'comment_added',
      event: { comment: { id: String(id), body, is_public: isPublic, author: { id: String(authorId) } } },
    };
  }
  if (audited.type !== 'Change') return null;
  const field = String(audited.field_name);
  const values = { current: audited.value ?? null, previous: audited.previous_value ?? null };
  const name = CHANGES[field];
  if (name !== undefined) return { name, event: values };
  if (!/^\d+$/.test(field)) return null;
  return { name: 'custom_field_changed', event: { ...values, custom_field: { id: field } } };
}

function toDetail(draft: Draft): Record<string, unknown> {
  const { ticket } = draft;
  const text = (id: number | null) => (id === null ? null : String(id));
  return {
    actor_id: String(draft.actor.id),
    assignee_id: text(ticket.assigneeId),
    brand_id: text(ticket.brandId),
    created_at: ticket.createdAt,
    custom_status: null,
    description: ticket.description,
    external_id: ticket.externalId,
    form_id: text(ticket.ticketFormId),
    group_id: text(ticket.groupId),
    id: String(ticket.id),
    is_public: ticket.isPublic,
    organization_id: text(ticket.organizationId),
    priority: ticket.priority?.toUpperCase() ?? null,
    requester_id: String(ticket.requesterId),
    status: ticket.status.toUpperCase(),
    subject: ticket.subject,
    submitter_id: String(ticket.submitterId),
    tags: ticket.tags,
    type: ticket.type?.toUpperCase() ?? null,
    updated_at: draft.audit.createdAt,
    via: { channel: ticket.viaChannel },
  };
}

/** Keys sorted at every depth, as the recorded body had them. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

/** Calls for webhooks that subscribe to ticket events: one for each event and webhook, none for webhooks of triggers. */
export function eventRequests(draft: Draft): WebhookRequest[] {
  const { account, ticket, audit } = draft;
  const webhooks = account.webhooks
    .all()
    .filter((one) => one.status === 'active' && one.subscriptions.some((name) => name.startsWith(PREFIX)));
  if (webhooks.length === 0) return [];
  const created: TicketEvent[] = draft.isNew ? [{ name: 'created', event: {} }] : [];
  const events = [...created, ...audit.events.flatMap((audited) => toEvent(draft, audited) ?? [])];
  return events.flatMap(({ name, event }, index) => {
    const meta = { sequence: { id: String(audit.id), position: index + 1 } };
    const body = {
      type: `${PREFIX}${name}`,
      account_id: String(account.row.accountId),
      id: randomUUID(),
      time: audit.createdAt,
      zendesk_event_version: '2022-11-06',
      subject: `zen:ticket:${String(ticket.id)}`,
      detail: toDetail(draft),
      event: { ...event, meta },
    };
    // Indented by three and ended by a line end: receivers must check the bytes, not what they parse to.
    const payload = `${JSON.stringify(sorted(body), null, 3)}\n`;
    return webhooks
      .filter((webhook) => webhook.subscriptions.includes(`${PREFIX}${name}`))
      .map((webhook) => ({ webhookId: webhook.id, payload }));
  });
}
