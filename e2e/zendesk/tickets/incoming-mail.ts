import { findByEmail } from '../http/auth';
import type { Practice } from '../http/context';
import type { Account } from '../state/account';
import type { UserRow } from '../state/account-rows';
import type { AttachmentRow, TicketRow } from '../state/help-desk-rows';
import { secretToken } from '../state/identifiers';
import { escapeHtml } from './markdown';
import { presentAttachment } from './present';
import { createEndUser } from './requester';
import { createTicket, updateTicket, type Written } from './write';

export interface MailFile {
  fileName: string;
  contentType: string;
  /** Base64. */
  content: string;
  /** Shown in the text, where HTML names it as `cid:{fileName}`. */
  isInline?: boolean;
}

/** A mail that reaches the account's support address. */
export interface IncomingMail {
  from: string;
  name?: string;
  subject?: string;
  /** The ticket it answers; without one a new ticket is opened. */
  ticketId?: number;
  text?: string;
  html?: string;
  files?: MailFile[];
  /** Whether the text before stands below the answer, as mail programs do it; true unless told otherwise. */
  isQuoting?: boolean;
}

/** Mail programs make links of addresses and telephone numbers. */
function toMailHtml(text: string): string {
  const linked = escapeHtml(text)
    .replaceAll(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, (email) => `<a href="mailto:${email}">${email}</a>`)
    .replaceAll(/\+\d[\d ]{7,}\d/g, (number) => `<a href="tel:${number.replaceAll(' ', '')}">${number}</a>`);
  return `<div>${linked.replaceAll('\n', '<br>')}</div>`;
}

/** What was said last in public, below a line that says by whom. */
function quoteOf(account: Account, ticket: TicketRow): string {
  const last = account.comments.by('ticket', ticket.id).findLast((comment) => comment.isPublic);
  if (!last) return '';
  const name = escapeHtml(account.users.get(last.authorId)?.name ?? '');
  const line =
    account.row.locale === 'fr'
      ? `Le ${last.createdAt.slice(0, 10)}, ${name} a écrit :`
      : `On ${last.createdAt.slice(0, 10)}, ${name} wrote:`;
  return `<div class="gmail_quote"><div>${line}</div><blockquote>${last.htmlBody}</blockquote></div>`;
}

function keepFiles(account: Account, files: MailFile[]): AttachmentRow[] {
  return files.map(({ fileName, contentType, content, isInline }) =>
    account.attachments.save({
      id: account.nextId(),
      fileName,
      contentType,
      size: Buffer.from(content, 'base64').length,
      content,
      uploadToken: secretToken(),
      secret: secretToken(),
      commentId: null,
      isInline: isInline ?? false,
    }),
  );
}

/**
 * Takes a mail in: a comment of its ticket, or a new one. An answer to a closed ticket opens a follow-up that has the closed
 * one's tags and fields, but not its external id.
 */
export function receiveMail(practice: Practice, account: Account, mail: IncomingMail): Written {
  const actor: UserRow =
    findByEmail(account, mail.from) ??
    createEndUser(account, mail.name ?? mail.from, mail.from.trim().toLowerCase());
  const ticket = account.tickets.get(mail.ticketId);
  const files = keepFiles(account, mail.files ?? []);
  const own = files.reduce(
    (html, file) =>
      html.replaceAll(
        `cid:${file.fileName}`,
        escapeHtml(presentAttachment(practice.store, account, file).content_url),
      ),
    mail.html ?? toMailHtml(mail.text ?? ''),
  );
  const html_body = own + (ticket && mail.isQuoting !== false ? quoteOf(account, ticket) : '');
  const uploads = files.flatMap(({ uploadToken }) => uploadToken ?? []);
  const writer = { practice, account, actor, viaChannel: 'email' as const };
  const comment = { html_body, public: true, uploads };
  if (ticket && ticket.status !== 'closed') return updateTicket(writer, ticket, { comment });
  const subject = mail.subject ?? (ticket ? `Re: ${ticket.subject ?? ''}` : '');
  if (!ticket) return createTicket(writer, { subject, comment });
  return createTicket(writer, {
    subject,
    comment,
    tags: ticket.tags,
    custom_fields: Object.entries(ticket.customFields).map(([id, value]) => ({ id: Number(id), value })),
    via_followup_source_id: ticket.id,
  });
}
