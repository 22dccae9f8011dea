/** What a merchant can do about a refusal, by name. Pure: the screens turn it into words and a link. */
export const fixCodes = [
  /** A field became required; `subject` is its title. */
  'field_required',
  /** A field takes other values than ours; `subject` is its title. */
  'field_refused',
  /** A custom field we fill was deleted. */
  'field_gone',
  'form_gone',
  'group_gone',
  'assignee_gone',
  'brand_gone',
  /** Priority, type or status as set for new tickets is not one of the account's. */
  'choice_refused',
  'tag_refused',
  'requester_suspended',
  'requester_refused',
  'ticket_gone',
  'ticket_closed',
  /** The ticket holds as many comments as a ticket can. */
  'ticket_full',
  'rights_lacking',
  /** Nobody answers at the account's address. */
  'account_gone',
  /** Zendesk's own words are all there is. */
  'refused',
] as const;
export type FixCode = (typeof fixCodes)[number];

export type Fix = { code: FixCode; subject: string | null };

/** Where the step is taken: a page of ours, or one of Zendesk's own. */
export type FixPlace =
  'ticket_settings' | 'connection' | 'health' | 'zendesk_fields' | 'zendesk_ticket' | 'review';

export const fixPlaces: Record<FixCode, FixPlace> = {
  field_required: 'zendesk_fields',
  field_refused: 'zendesk_fields',
  field_gone: 'health',
  form_gone: 'ticket_settings',
  group_gone: 'ticket_settings',
  assignee_gone: 'ticket_settings',
  brand_gone: 'ticket_settings',
  choice_refused: 'ticket_settings',
  tag_refused: 'ticket_settings',
  requester_suspended: 'ticket_settings',
  requester_refused: 'ticket_settings',
  ticket_gone: 'review',
  ticket_closed: 'zendesk_ticket',
  ticket_full: 'zendesk_ticket',
  rights_lacking: 'health',
  account_gone: 'connection',
  refused: 'health',
};

/** The fix as it was stored; a code this version does not know is shown as a plain refusal. */
export function readFix(code: string | null, subject: string | null): Fix | null {
  if (code === null) return null;
  const known = fixCodes.find((one) => one === code);
  return { code: known ?? 'refused', subject: known ? subject : null };
}

type Places = {
  /** Of the Zendesk account, without a trailing slash. */
  accountUrl: string;
  ticketId: string | null;
  /** Null on the review's own page. */
  reviewId: string | null;
};

/** Where a fix is made; null when there is nowhere to go. */
export function fixHref(code: FixCode, { accountUrl, ticketId, reviewId }: Places): string | null {
  switch (fixPlaces[code]) {
    case 'ticket_settings':
      return '/applications/zendesk#tickets';
    case 'connection':
      return '/applications/zendesk#connection';
    case 'health':
      return '/applications/zendesk/health';
    case 'zendesk_fields':
      return `${accountUrl}/admin/objects-rules/tickets/ticket-fields`;
    case 'zendesk_ticket':
      return ticketId && `${accountUrl}/agent/tickets/${ticketId}`;
    case 'review':
      return reviewId && `/reviews/${reviewId}`;
  }
}
