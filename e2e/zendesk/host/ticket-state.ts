import type { Account } from '../state/account';
import type { UserRow } from '../state/account-rows';
import type { TicketRow } from '../state/help-desk-rows';
import type { Store } from '../state/store';

/** Statuses and the rest as apps read them; the composer adds what is not saved yet. */
export function toTicketState(store: Store, account: Account, ticket: TicketRow) {
  const requester = account.users.get(ticket.requesterId);
  const assignee = account.users.get(ticket.assigneeId);
  const group = account.groups.get(ticket.groupId);
  const brand = account.brands.get(ticket.brandId);
  const comments = account.comments.by('ticket', ticket.id);
  return {
    id: ticket.id as number | undefined,
    isNew: false,
    externalId: ticket.externalId,
    subject: ticket.subject,
    description: ticket.description,
    status: ticket.status,
    type: ticket.type,
    priority: ticket.priority,
    tags: ticket.tags,
    createdAt: ticket.createdAt,
    updatedAt: ticket.updatedAt,
    via: { channel: ticket.viaChannel },
    requester: requester ? toPerson(requester) : null,
    assignee: {
      user: assignee ? toPerson(assignee) : null,
      group: group ? { id: group.id, name: group.name } : null,
    },
    brand: brand ? { id: brand.id, name: brand.name, url: store.baseUrl(account) } : null,
    form: { id: ticket.ticketFormId },
    customFields: ticket.customFields,
    comments: comments.map((comment) => ({
      id: comment.id,
      value: comment.htmlBody,
      isPublic: comment.isPublic,
      createdAt: comment.createdAt,
      author: toPerson(account.users.get(comment.authorId) ?? null),
    })),
  };
}

export type TicketState = ReturnType<typeof toTicketState>;

/** A ticket that does not exist yet: it has no number, and the composer says who asks. */
export function toNewTicketState(): TicketState {
  return {
    ...{ id: undefined, isNew: true, externalId: null, subject: null, description: '', status: 'new' },
    ...{ type: null, priority: null, tags: [], createdAt: '', updatedAt: '', via: { channel: 'web' } },
    ...{ requester: null, assignee: { user: null, group: null }, brand: null, form: { id: null } },
    ...{ customFields: {}, comments: [] },
  };
}

function toPerson(user: UserRow | null) {
  if (!user) return null;
  const { id, name, email, externalId, role } = user;
  return { id, name, email, externalId, role };
}

/** The signed-in agent as `currentUser`. */
export function toCurrentUser(account: Account, user: UserRow) {
  const { id, name, email, externalId, role, locale, tags } = user;
  const groups = account.groups.all().map((group) => ({ id: group.id, name: group.name }));
  const timeZone = { ianaName: account.row.timeZone };
  return { id, name, email, externalId, role, locale, tags, groups, timeZone };
}

export type CurrentUser = ReturnType<typeof toCurrentUser>;
