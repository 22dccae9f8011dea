import { html, raw } from 'hono/html';
import { launchesFor, toHostData } from '../host/launch';
import { hostScript } from '../host/script';
import type { CommentRow, FieldValue, TicketRow } from '../state/help-desk-rows';
import { presentAttachment } from '../tickets/present';
import { screenLocale, type Screen } from './guard';
import type { Html } from './layout';
import { toShownTime } from './locale';
import { statusChip } from './status-chip';

interface Notice {
  text: string;
  isProblem: boolean;
}

/** One entry of the conversation; notes say what they are in words as well as in yellow. */
function commentEntry(screen: Screen, comment: CommentRow): Html {
  const { t } = screen;
  const account = screen.c.get('account');
  const { timeZone } = account.row;
  const locale = screenLocale(screen.user, account);
  const author = account.users.get(comment.authorId);
  const kind = comment.isPublic ? t.publicReply : t.internalNote;
  const { store } = screen.c.get('practice');
  const files = account.attachments
    .by('comment', comment.id)
    .map((file) => presentAttachment(store, account, file));
  // The HTML was cleaned against an allow-list when the comment came in.
  return html`<article
    class="comment ${comment.isPublic ? 'reply' : 'note'}"
    aria-label="${kind}"
    data-comment="${comment.id}"
  >
    <p class="meta">
      <strong>${author?.name}</strong><span>${kind}</span
      ><time datetime="${comment.createdAt}">${toShownTime(comment.createdAt, locale, timeZone)}</time>
    </p>
    ${raw(comment.htmlBody)}
    ${files.map((file) => html`<p><a href="${file.content_url}">${file.file_name}</a></p>`)}
  </article>`;
}

function toShown(screen: Screen, value: FieldValue | undefined): string {
  const { t } = screen;
  if (value === null || value === undefined || value === '') return t.none;
  if (typeof value === 'boolean') return value ? t.yes : t.no;
  return Array.isArray(value) ? value.join(', ') : String(value);
}

function details(screen: Screen, ticket: TicketRow): Html {
  const { t } = screen;
  const account = screen.c.get('account');
  const requester = account.users.get(ticket.requesterId);
  const fields = account.fields.all().filter((field) => !field.isSystem && field.active);
  return html`<section class="details card" aria-label="${t.details}">
    <h2>${t.details}</h2>
    <dl>
      <dt>${t.requester}</dt>
      <dd>${requester?.name}<br /><span class="soft">${requester?.email}</span></dd>
      <dt>${t.assignee}</dt>
      <dd>${account.users.get(ticket.assigneeId)?.name ?? t.none}</dd>
      <dt>${t.status}</dt>
      <dd>${statusChip(t, ticket.status)}</dd>
      <dt>${t.tags}</dt>
      <dd>
        ${ticket.tags.length ? ticket.tags.map((tag) => html`<span class="chip">${tag}</span> `) : t.none}
      </dd>
      <dt>${t.externalId}</dt>
      <dd>${ticket.externalId ?? t.none}</dd>
      ${fields.map(
        (field) =>
          html`<dt>${field.title}</dt>
            <dd>${toShown(screen, ticket.customFields[String(field.id)])}</dd>`,
      )}
    </dl>
    ${fields.length === 0 ? html`<p class="soft">${t.noFields}</p>` : ''}
  </section>`;
}

/** Zendesk begins with a note where nothing public was said yet, so an agent cannot mail a stranger by accident. */
function composer(screen: Screen, ticket: TicketRow, draft: string): Html {
  const { t, base } = screen;
  if (ticket.status === 'closed') return html`<p class="card" data-part="composer">${t.closedTicket}</p>`;
  const choice = (value: 'public' | 'internal', label: string) => {
    const isChecked = (value === 'public') === ticket.isPublic;
    return html`<label
      ><input
        type="radio"
        name="visibility"
        value="${value}"
        ${isChecked ? raw('checked') : ''}
      />${label}</label
    >`;
  };
  const statuses = (['open', 'pending', 'hold', 'solved'] as const).map(
    (status) =>
      html`<option value="${status}" ${status === ticket.status ? raw('selected') : ''}>
        ${t.statuses[status]}
      </option>`,
  );
  return html`<form
    class="composer card"
    data-part="composer"
    method="post"
    action="${base}/tickets/${ticket.id}"
  >
    <fieldset>
      <legend>${t.compose}</legend>
      ${choice('public', t.publicReply)} ${choice('internal', t.internalNote)}
    </fieldset>
    <label for="body">${t.compose}</label>
    <textarea id="body" name="body">${draft}</textarea>
    <div class="send">
      <div>
        <label for="status">${t.submitAs}</label>
        <select id="status" name="status">
          ${ticket.status === 'new' ? html`<option value="new" selected>${t.statuses.new}</option>` : ''}${statuses}
        </select>
      </div>
      <button>${t.submit}</button>
    </div>
  </form>`;
}

/** The ticket page: what it is, what was said, and the region where apps sit beside it. */
export function ticketBody(screen: Screen, ticket: TicketRow, notice: Notice | null, draft: string): Html {
  const { t } = screen;
  const launches = launchesFor(screen, 'ticket_sidebar');
  const comments = screen.c.get('account').comments.by('ticket', ticket.id);
  return html`<h1>#${ticket.id} ${ticket.subject ?? t.noSubject}</h1>
    ${notice ? html`<p class="${notice.isProblem ? 'problem' : 'soft'}" role="${notice.isProblem ? 'alert' : 'status'}">${notice.text}</p>` : ''}
    <div class="ticket">
      ${details(screen, ticket)}
      <section class="conversation" aria-label="${t.conversation}">
        <div id="comments">${comments.map((comment) => commentEntry(screen, comment))}</div>
        ${composer(screen, ticket, draft)}
      </section>
      <aside class="apps" data-testid="apps" aria-label="${t.apps}">
        <h2>${t.apps}</h2>
        ${launches.length === 0 ? html`<p class="soft">${t.noApps}</p>` : ''}
      </aside>
    </div>
    ${launches.length === 0 ? '' : hostScript(toHostData(screen, ticket, launches))}`;
}
