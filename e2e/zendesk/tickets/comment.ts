import type { JsonObject } from '../http/context';
import { ApiError, invalidAttribute, recordInvalid } from '../http/errors';
import { optionalInteger, optionalText, toBoolean } from '../http/body';
import { isObject } from '../http/reply';
import type { UserRow } from '../state/account-rows';
import type { AttachmentRow, CommentRow } from '../state/help-desk-rows';
import type { Store } from '../state/store';
import { render } from '../triggers/placeholders';
import { bodiesOfHtml, bodiesOfText, cutBytes, MAX_COMMENT_BYTES, sign, type Bodies } from './bodies';
import { setColumn, type Draft } from './draft';

const MAX_COMMENTS = 5000;

/** The facts name the code but not the words; the words are ours. */
const commentRequired = () =>
  new ApiError(406, { error: 'CommentRequired', description: 'A comment with a body is required' });

/**
 * Adds the comment of a create or update. Agents choose public or internal; end users are always public; the first
 * comment is private only where the account allows it; an update without a choice continues as the ticket began.
 * @throws ApiError 406 without a body, 422 for an unknown author or beyond 5000 comments
 */
export function addComment(store: Store, draft: Draft, given: unknown, viaChannel: string): void {
  const { account, ticket } = draft;
  const input: JsonObject = typeof given === 'string' ? { body: given } : isObject(given) ? given : {};
  if (typeof given !== 'string' && !isObject(given))
    throw invalidAttribute('comment', 'It must be an object.');
  const body = optionalText(input.body, 'body');
  const html = optionalText(input.html_body, 'html_body');
  if (!(html ?? body)?.trim()) throw commentRequired();
  const earlier = account.comments.by('ticket', ticket.id);
  if (earlier.length >= MAX_COMMENTS) {
    throw recordInvalid({
      base: [{ description: 'Ticket has too many comments', error: 'TooManyComments' }],
    });
  }
  const authorId = optionalInteger(input.author_id, 'author_id') ?? defaultAuthor(draft);
  const author = account.users.get(authorId);
  if (!author)
    throw recordInvalid({ author: [{ description: 'Author: is invalid', error: 'InvalidValue' }] });
  const isPublic = author.role === 'end-user' || choosePublic(draft, input.public, earlier[0]);
  const comment: CommentRow = {
    id: account.nextId(),
    ticketId: ticket.id,
    auditId: draft.audit.id,
    authorId,
    ...writeBodies(store, draft, { author, body, html, isSigned: isPublic && viaChannel !== 'api' }),
    isPublic,
    viaChannel,
    createdAt: draft.audit.createdAt,
  };
  draft.comment = comment;
  draft.attachments = readUploads(draft, input.uploads);
  draft.audit.events.unshift({
    id: comment.id,
    type: 'Comment',
    author_id: authorId,
    body: comment.body,
    html_body: comment.htmlBody,
    plain_body: comment.plainBody,
    public: isPublic,
    attachments: [],
    audit_id: draft.audit.id,
  });
  if (draft.isNew) {
    ticket.description = comment.body;
    ticket.isPublic = isPublic;
  } else if (isPublic) ticket.isPublic = true;
  // An end user's answer opens a solved ticket again.
  if (!draft.isNew && author.role === 'end-user' && ticket.status === 'solved') {
    setColumn(draft, 'status', 'open');
  }
}

/**
 * The text as the account takes it: too much is cut without a word (or refused, by the account's behaviour), placeholders of
 * agents are filled in or vanish, and the agents' screens add the signature to what is public.
 */
function writeBodies(
  store: Store,
  draft: Draft,
  what: { author: UserRow; body: string | null; html: string | null; isSigned: boolean },
): Bodies {
  const { author, html, isSigned } = what;
  const { behaviour } = draft.account.row;
  const text = html ?? what.body ?? '';
  // The words of this refusal are not confirmed.
  if (behaviour.refusesLongComments && Buffer.byteLength(text) > MAX_COMMENT_BYTES) {
    throw recordInvalid({ base: [{ description: 'Comment: is too long', error: 'TooLong' }] });
  }
  const isAgent = author.role !== 'end-user';
  const cut = cutBytes(text);
  const filled = isAgent && /\{[{%]/.test(cut) ? render(store, draft, cut, false) : cut;
  const bodies = html === null ? bodiesOfText(filled, { isAgent }, behaviour) : bodiesOfHtml(filled);
  return isSigned && isAgent && author.signature ? sign(bodies, author.signature) : bodies;
}

/** The files of the uploads a comment names; each upload is used up. @throws ApiError 422 for an unknown one */
function readUploads(draft: Draft, given: unknown): AttachmentRow[] {
  const tokens = given === undefined || given === null ? [] : [given].flat().map(String);
  return tokens.flatMap((token) => {
    const files = draft.account.attachments.by('upload', token);
    if (files.length > 0) return files;
    throw recordInvalid({ uploads: [{ description: 'Uploads: is invalid', error: 'InvalidValue' }] });
  });
}

function defaultAuthor(draft: Draft): number {
  return draft.isNew ? draft.ticket.submitterId : draft.actor.id;
}

function choosePublic(draft: Draft, wanted: unknown, first: CommentRow | undefined): boolean {
  const { settings } = draft.account.row;
  if (draft.isNew) {
    return toBoolean(wanted, settings.commentsPublicByDefault) || !settings.isFirstCommentPrivateEnabled;
  }
  return toBoolean(wanted, first?.isPublic ?? true);
}
