import type { Practice } from '../http/context';
import { invalidAttribute } from '../http/errors';
import type { Account } from '../state/account';
import { secretToken } from '../state/identifiers';
import type { AttachmentRow, CommentRow } from '../state/help-desk-rows';
import { bodiesOf, type Bodies } from './bodies';

const SIGN = '▇';
/** The attribute, before what follows it in its tag. */
const ATTRIBUTE = /\sredact(?:="[^"]*")?(?=[\s/>])/;

const blacken = (text: string) => text.replace(/\S/gu, SIGN);
/** Text between tags; an entity counts as one sign. */
const blackenHtml = (html: string) =>
  html.replaceAll(/<[^>]*>|&#?\w+;|[^<&]+/g, (part) =>
    part.startsWith('<') ? part : part.startsWith('&') ? SIGN : blacken(part),
  );

/**
 * Applies the marks of a redaction: text between `<redact>` tags becomes black signs; an image with the attribute `redact`
 * vanishes, and a link with it keeps its words alone. All else must be the comment as it is.
 * @throws ApiError 400 when it is another text: redaction is no way to edit
 */
export function applyMarks(comment: CommentRow, marked: string): string {
  const unmarked = marked
    .replaceAll(/<\/?redact>/g, '')
    .replaceAll(/<[^<>]*>/g, (tag) => tag.replace(ATTRIBUTE, ''));
  if (unmarked !== comment.htmlBody) {
    throw invalidAttribute('html_body', 'It must be the comment with redact tags added.');
  }
  return marked
    .replaceAll(/<redact>([\s\S]*?)<\/redact>/g, (_whole, inner: string) => blackenHtml(inner))
    .replaceAll(/<a\b[^<>]*>([\s\S]*?)<\/a>/g, (link, inner: string) =>
      ATTRIBUTE.test(/^<[^<>]*>/.exec(link)?.[0] ?? '') ? inner : link,
    )
    .replaceAll(/<[^<>]*>/g, (tag) => {
      if (!ATTRIBUTE.test(tag)) return tag;
      return tag.startsWith('<img') ? '' : tag.replace(ATTRIBUTE, '');
    });
}

/** Every occurrence of a text, wherever it stands between tags. */
export function blackenText(comment: CommentRow, text: string): Bodies {
  const hide = (whole: string) => whole.replaceAll(text, blacken(text));
  const html = comment.htmlBody.replaceAll(/<[^>]*>|[^<]+/g, (part) =>
    part.startsWith('<') ? part : hide(part),
  );
  return { body: hide(comment.body), htmlBody: html, plainBody: hide(comment.plainBody) };
}

export const redactedBodies = (comment: CommentRow, html: string): Bodies => ({
  ...bodiesOf(html),
  // What was empty before holds nothing afterwards either.
  ...(comment.plainBody === '' ? { plainBody: '' } : {}),
});

/** A file that is taken away leaves one of another name behind, at another address. */
export function redactFile(account: Account, file: AttachmentRow): AttachmentRow {
  const empty = { fileName: 'redacted.txt', contentType: 'text/plain', content: 'IA==', size: 1 };
  return account.attachments.save({ ...file, ...empty, secret: secretToken() });
}

/**
 * Saves a comment after a redaction, in the audit and in the ticket's description too. The ticket keeps its `updated_at`, and
 * exports list it again.
 */
export function saveRedacted(
  practice: Practice,
  account: Account,
  comment: CommentRow,
  bodies: Bodies,
): CommentRow {
  const { body: _body, html_body: _html, plain_body: _plain, ...asGiven } = comment.asGiven ?? {};
  const saved = account.comments.save({ ...comment, ...bodies, asGiven });
  const audit = account.audits.get(comment.auditId);
  if (audit) {
    const texts = { body: bodies.body, html_body: bodies.htmlBody, plain_body: bodies.plainBody };
    const events = audit.events.map((event) => (event.id === comment.id ? { ...event, ...texts } : event));
    account.audits.save({ ...audit, events });
  }
  const ticket = account.tickets.get(comment.ticketId);
  if (!ticket) return saved;
  const [first] = account.comments.by('ticket', comment.ticketId);
  const description = first?.id === comment.id ? bodies.body : ticket.description;
  const generatedTimestamp = Math.floor(account.nowMs() / 1000);
  account.tickets.save({ ...ticket, description, generatedTimestamp });
  practice.live.tell(account.subdomain, { kind: 'ticket', ticketId: ticket.id });
  return saved;
}
