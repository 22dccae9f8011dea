import sanitizeHtml from 'sanitize-html';
import type { JsonObject } from '../http/context';
import { ApiError, invalidAttribute, recordInvalid } from '../http/errors';
import { optionalInteger, optionalText, toBoolean } from '../http/body';
import { isObject } from '../http/reply';
import type { AttachmentRow, CommentRow } from '../state/help-desk-rows';
import { setColumn, type Draft } from './draft';

const MAX_COMMENTS = 5000;

/** The facts name the code but not the words; the words are ours. */
const commentRequired = () =>
  new ApiError(406, { error: 'CommentRequired', description: 'A comment with a body is required' });

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function toParagraphs(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((part) => `<p dir="auto">${escapeHtml(part).replaceAll('\n', '<br>')}</p>`)
    .join('');
}

function clean(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: sanitizeHtml.defaults.allowedTags.concat(['img']),
    allowedAttributes: { ...sanitizeHtml.defaults.allowedAttributes, '*': ['dir', 'style'] },
    allowedStyles: { '*': { color: [/^[#\w(),.% ]+$/], 'font-weight': [/^\w+$/] } },
  });
}

/** What a reader would see of the HTML: line ends for blocks, entities decoded. */
function toPlain(html: string): string {
  const text = sanitizeHtml(html.replaceAll(/<(br|\/p|\/div|\/li|\/h\d|\/tr)\b[^>]*>/gi, '\n'), {
    allowedTags: [],
    allowedAttributes: {},
  });
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .trim();
}

/** The three spellings of one comment's text. */
export function toBodies(body: string | null, htmlBody: string | null) {
  const inner = htmlBody === null ? toParagraphs(body ?? '') : clean(htmlBody);
  const plain = htmlBody === null ? (body ?? '') : toPlain(htmlBody);
  return { body: plain, plainBody: plain, htmlBody: `<div class="zd-comment" dir="auto">${inner}</div>` };
}

/**
 * Adds the comment of a create or update. Agents choose public or internal; end users are always public; the first
 * comment is private only where the account allows it; an update without a choice continues as the ticket began.
 * @throws ApiError 406 without a body, 422 for an unknown author or beyond 5000 comments
 */
export function addComment(draft: Draft, given: unknown, viaChannel: string): void {
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
    ...toBodies(body, html),
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
  if (author.role === 'end-user' && ticket.status === 'solved') setColumn(draft, 'status', 'open');
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
