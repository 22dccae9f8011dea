import type { Account } from '../state/account';
import type { UserRow } from '../state/account-rows';
import type { TicketRow } from '../state/help-desk-rows';

/** The groups of a person: those given, else every one, as small teams have it. */
export function groupIdsOf(account: Account, user: UserRow): number[] {
  return user.groupIds ?? account.groups.all().map((group) => group.id);
}

/** Whether Zendesk shows a ticket to this person: agents may be kept to their groups, or to what is assigned to them. */
export function seesTicket(account: Account, user: UserRow, ticket: TicketRow): boolean {
  if (ticket.requesterId === user.id || ticket.assigneeId === user.id) return true;
  switch (user.ticketRestriction ?? null) {
    case null:
      return true;
    case 'groups':
      return ticket.groupId !== null && groupIdsOf(account, user).includes(ticket.groupId);
    default:
      return false;
  }
}

/** Nobody but staff has tickets assigned: who becomes an end user leaves theirs behind. What they wrote stays theirs. */
export function releaseTickets(account: Account, user: UserRow): void {
  if (user.role !== 'end-user') return;
  for (const ticket of account.tickets.all()) {
    if (ticket.assigneeId === user.id && ticket.status !== 'closed') {
      account.tickets.save({ ...ticket, assigneeId: null });
    }
  }
}
