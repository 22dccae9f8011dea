import { findByEmail } from '../http/auth';
import { optionalText, toBoolean } from '../http/body';
import type { JsonObject } from '../http/context';
import { recordNotFound } from '../http/errors';
import { isObject } from '../http/reply';
import type { Account } from '../state/account';
import type { AttachmentRow, CommentRow, TicketRow } from '../state/help-desk-rows';
import { secretToken } from '../state/identifiers';
import { startDraft } from './draft';
import { finishDraft, type Writer, type Written } from './write';

const BODIES = ['body', 'html_body', 'plain_body'] as const;
/** What of a planted comment is shown as it was given. */
const AS_GIVEN = ['type', 'via', 'data', 'metadata'] as const;

function toFile(account: Account, given: JsonObject): AttachmentRow {
  const address = optionalText(given.content_url, 'content_url') ?? '';
  const content = 'a file';
  return {
    id: account.nextId(),
    fileName: optionalText(given.file_name, 'file_name') ?? 'file.txt',
    contentType: optionalText(given.content_type, 'content_type') ?? 'text/plain',
    size: content.length,
    content: Buffer.from(content).toString('base64'),
    uploadToken: null,
    secret: /\/token\/([^/]+)\//.exec(address)?.[1] ?? secretToken(),
    commentId: null,
    isInline: toBoolean(given.inline, false),
  };
}

/**
 * A comment exactly as an answer of Zendesk was recorded with it: a telephone call, a kind nobody knows, empty or missing
 * bodies. `author` is an e-mail; `ACCOUNT` in the bodies stands for the account's address. Triggers and webhooks follow.
 */
export function plantComment(
  writer: Omit<Writer, 'actor' | 'viaChannel'>,
  ticket: TicketRow,
  given: JsonObject,
): Written {
  const { account, practice } = writer;
  const author = findByEmail(account, optionalText(given.author, 'author') ?? '');
  if (!author) throw recordNotFound();
  const via = isObject(given.via) ? given.via : {};
  const viaChannel = optionalText(via.channel, 'channel') ?? 'web';
  const draft = startDraft(account, ticket, author, { isNew: false, viaChannel });
  const text = (key: (typeof BODIES)[number]) =>
    (optionalText(given[key], key) ?? '').replaceAll('ACCOUNT', practice.store.baseUrl(account));
  const asGiven = [...AS_GIVEN, ...BODIES.filter((key) => given[key] === null)];
  const comment: CommentRow = {
    id: account.nextId(),
    ticketId: ticket.id,
    auditId: draft.audit.id,
    authorId: author.id,
    body: text('body'),
    htmlBody: text('html_body'),
    plainBody: text('plain_body'),
    isPublic: toBoolean(given.public, true),
    viaChannel,
    createdAt: draft.audit.createdAt,
    asGiven: Object.fromEntries(
      asGiven.flatMap((key) => (given[key] === undefined ? [] : [[key, given[key]]])),
    ),
  };
  draft.comment = comment;
  draft.attachments = Array.isArray(given.attachments)
    ? given.attachments.filter(isObject).map((file) => toFile(account, file))
    : [];
  draft.audit.events.push({
    id: comment.id,
    type: optionalText(given.type, 'type') ?? 'Comment',
    author_id: author.id,
    body: comment.body,
    html_body: comment.htmlBody,
    plain_body: comment.plainBody,
    public: comment.isPublic,
    attachments: [],
    audit_id: draft.audit.id,
  });
  if (comment.isPublic) draft.ticket.isPublic = true;
  return finishDraft({ ...writer, actor: author, viaChannel: 'web' }, draft);
}
