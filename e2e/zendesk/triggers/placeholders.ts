import { Liquid } from 'liquidjs';
import { toText } from '../http/text';
import type { Account } from '../state/account';
import type { UserRow } from '../state/account-rows';
import type { CommentRow, FieldValue } from '../state/help-desk-rows';
import type { Store } from '../state/store';
import type { Draft } from '../tickets/draft';

const plain = new Liquid({ strictFilters: false, strictVariables: false });
/** Whether Zendesk escapes values inside JSON is unconfirmed; an account can be set either way. */
const escaping = new Liquid({
  strictFilters: false,
  strictVariables: false,
  outputEscape: (value) => JSON.stringify(toText(value)).slice(1, -1),
});

const STATUS_NAMES = {
  fr: {
    new: 'Nouveau',
    open: 'Ouvert',
    pending: 'En attente',
    hold: 'En pause',
    solved: 'Résolu',
    closed: 'Clos',
  },
  'en-US': {
    new: 'New',
    open: 'Open',
    pending: 'Pending',
    hold: 'On-hold',
    solved: 'Solved',
    closed: 'Closed',
  },
};
const VIA_NAMES: Record<string, string> = { api: 'Web Service', web: 'Web Form', email: 'Email' };

/**
 * Renders a template with the state the ticket has inside this change.
 * @param isJson whether the text becomes a JSON body
 * @returns the text; a template Liquid cannot read is sent as it is, as nothing else is known of that case
 */
export function render(store: Store, draft: Draft, template: string, isJson: boolean): string {
  const engine = isJson && draft.account.row.behaviour.escapesJsonPlaceholders ? escaping : plain;
  try {
    return String(engine.parseAndRenderSync(template, toScope(store, draft)));
  } catch {
    return template;
  }
}

function toScope(store: Store, draft: Draft) {
  const { account, ticket } = draft;
  const comments = account.comments.by('ticket', ticket.id);
  if (draft.comment) comments.push(draft.comment);
  const newest = [...comments].reverse();
  const toLiquid = (comment: CommentRow | undefined) => comment && presentComment(account, comment);
  const latestPublic = newest.find((comment) => comment.isPublic);
  const link = `${store.baseUrl(account)}/agent/tickets/${String(ticket.id)}`;
  return {
    ticket: {
      id: ticket.id,
      external_id: ticket.externalId,
      title: ticket.subject,
      status: STATUS_NAMES[account.row.locale][ticket.status],
      ticket_type: ticket.type,
      priority: ticket.priority,
      url: link.replace(/^https?:\/\//, ''),
      link,
      tags: ticket.tags.join(' '),
      via: VIA_NAMES[ticket.viaChannel],
      account: account.row.name,
      brand: { name: account.brands.get(ticket.brandId)?.name },
      created_at_with_timestamp: ticket.createdAt,
      updated_at_with_timestamp: draft.audit.createdAt,
      description: withHeader(account, comments[0]),
      latest_comment: toLiquid(newest[0]),
      latest_public_comment: toLiquid(latestPublic),
      comments: newest.map(toLiquid),
      requester: presentPerson(account.users.get(ticket.requesterId)),
      assignee: presentPerson(account.users.get(ticket.assigneeId)),
      organization: {},
      ...toFieldPlaceholders(account, ticket.customFields),
    },
    current_user: presentPerson(draft.actor),
  };
}

function toFieldPlaceholders(account: Account, values: Record<string, FieldValue>): Record<string, unknown> {
  const scope: Record<string, unknown> = {};
  for (const field of account.fields.values()) {
    if (field.isSystem) continue;
    const id = String(field.id);
    const value = values[id] ?? null;
    scope[`ticket_field_${id}`] = Array.isArray(value) ? value.join(' ') : value;
    const option = field.options?.find((known) => known.value === value);
    scope[`ticket_field_option_title_${id}`] = option?.name ?? value;
  }
  return scope;
}

function withHeader(account: Account, comment: CommentRow | undefined): string {
  if (!comment) return '';
  const author = account.users.get(comment.authorId)?.name ?? '';
  return `----------------------------------------------\n\n${author}, ${comment.createdAt}\n\n${comment.body}`;
}

/** A comment by itself prints formatted, with its author and date; its parts print alone. */
function presentComment(account: Account, comment: CommentRow) {
  return {
    value: comment.body,
    author: presentPerson(account.users.get(comment.authorId)),
    created_at: comment.createdAt,
    is_public: comment.isPublic,
    attachments: [],
    toString: () => withHeader(account, comment),
  };
}

function presentPerson(user: UserRow | undefined) {
  if (!user) return {};
  const [first = '', ...rest] = user.name.split(' ');
  return {
    id: user.id,
    name: user.name,
    first_name: first,
    last_name: rest.join(' '),
    email: user.email,
    external_id: user.externalId,
    toString: () => user.name,
  };
}
