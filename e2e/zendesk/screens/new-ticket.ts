import { html } from 'hono/html';
import type { PracticeApp } from '../http/context';
import { ApiError } from '../http/errors';
import { hostScript } from '../host/script';
import { launchesFor, toNewHostData } from '../host/launch';
import { toRichText } from '../tickets/composer';
import { createTicket } from '../tickets/write';
import { agentScreen, show, type Screen } from './guard';
import type { Html } from './layout';

interface Draft {
  email: string;
  subject: string;
  body: string;
}

const EMPTY: Draft = { email: '', subject: '', body: '' };

/** The form of a ticket that does not exist yet; the apps beside it are those of `new_ticket_sidebar`. */
function newTicketBody(screen: Screen, draft: Draft, problem: string | null): Html {
  const { t, base } = screen;
  const launches = launchesFor(screen, 'new_ticket_sidebar');
  return html`<h1>${t.newTicket}</h1>
    ${problem === null ? '' : html`<p class="problem" role="alert">${problem}</p>`}
    <div class="ticket">
      <form class="composer card" data-part="composer" method="post" action="${base}/tickets">
        <label for="requester">${t.requesterEmail}</label>
        <input id="requester" name="email" type="email" required value="${draft.email}" />
        <label for="subject">${t.subject}</label>
        <input id="subject" name="subject" required value="${draft.subject}" />
        <fieldset>
          <legend>${t.compose}</legend>
          <label><input type="radio" name="visibility" value="public" checked />${t.publicReply}</label>
          <label><input type="radio" name="visibility" value="internal" />${t.internalNote}</label>
        </fieldset>
        <label for="body">${t.compose}</label>
        <textarea id="body" name="body" required>${draft.body}</textarea>
        <div class="send">
          <div>
            <label for="status">${t.submitAs}</label>
            <select id="status" name="status">
              <option value="new" selected>${t.statuses.new}</option>
              <option value="open">${t.statuses.open}</option>
            </select>
          </div>
          <button>${t.submit}</button>
        </div>
      </form>
      <aside class="apps" data-testid="apps" aria-label="${t.apps}">
        <h2>${t.apps}</h2>
        ${launches.length === 0 ? html`<p class="soft">${t.noApps}</p>` : ''}
      </aside>
    </div>
    ${launches.length === 0 ? '' : hostScript(toNewHostData(screen, launches))}`;
}

/** Creates what the agent wrote and opens it. A refusal keeps everything on screen. */
async function create(screen: Screen): Promise<Response> {
  const { c, user, base, t } = screen;
  const form = await c.req.parseBody();
  const read = (name: string) => {
    const value = form[name];
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
  };
  const draft = { email: read('email').trim(), subject: read('subject'), body: read('body') };
  const record = {
    subject: draft.subject,
    status: read('status') || 'new',
    requester: { name: draft.email.split('@')[0] ?? '', email: draft.email },
    comment: { html_body: toRichText(draft.body), public: read('visibility') === 'public' },
  };
  const writer = {
    practice: c.get('practice'),
    account: c.get('account'),
    actor: user,
    viaChannel: 'web' as const,
  };
  try {
    const { ticket } = createTicket(writer, record);
    return c.redirect(`${base}/tickets/${String(ticket.id)}?saved`, 303);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return show(screen, 'tickets', t.newTicket, newTicketBody(screen, draft, error.message), 422);
  }
}

/** The screen on which an agent writes a ticket of their own. Mounted ahead of the tickets' numbers. */
export function mountNewTicketScreen(app: PracticeApp): void {
  app.get(
    '/:subdomain/agent/tickets/new',
    agentScreen((screen) => show(screen, 'tickets', screen.t.newTicket, newTicketBody(screen, EMPTY, null))),
  );
  app.post('/:subdomain/agent/tickets', agentScreen(create));
}
