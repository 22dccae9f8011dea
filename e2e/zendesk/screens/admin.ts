import { html } from 'hono/html';
import type { PracticeApp } from '../http/context';
import type { Condition, TriggerRow } from '../state/help-desk-rows';
import type { InvocationRow, WebhookRow } from '../state/webhook-rows';
import { agentScreen, show, showMissing, type Screen } from './guard';
import type { Html } from './layout';
import { toShownTime } from './locale';

const SHOWN = 100;

function conditionList(title: string, conditions: Condition[]): Html | '' {
  if (conditions.length === 0) return '';
  return html`<h3>${title}</h3>
    <ul>
      ${conditions.map(
        (one) => html`<li><code>${one.field} ${one.operator} ${JSON.stringify(one.value)}</code></li>`,
      )}
    </ul>`;
}

function triggerCard(screen: Screen, trigger: TriggerRow): Html {
  const { t } = screen;
  return html`<article class="card">
    <h2>
      ${trigger.position}. ${trigger.title}
      <span class="chip">${trigger.active ? t.active : t.inactive}</span>
    </h2>
    <p class="soft">${t.id} ${trigger.id}</p>
    ${conditionList(t.conditionsAll, trigger.conditions.all)}
    ${conditionList(t.conditionsAny, trigger.conditions.any)}
    <h3>${t.actions}</h3>
    ${trigger.actions.map((action) => html`<pre>${action.field} ${JSON.stringify(action.value, null, 2)}</pre>`)}
  </article>`;
}

function triggersScreen(screen: Screen): Response | Promise<Response> {
  const triggers = screen.c
    .get('account')
    .triggers.all()
    .sort((a, b) => a.position - b.position);
  const { t } = screen;
  return show(
    screen,
    'triggers',
    t.triggers,
    html`<h1>${t.triggers}</h1>
      ${triggers.map((one) => triggerCard(screen, one))}`,
  );
}

function fieldsScreen(screen: Screen): Response | Promise<Response> {
  const { t } = screen;
  const rows = screen.c
    .get('account')
    .fields.all()
    .map(
      (field) =>
        html`<tr>
          <td>${field.title}</td>
          <td><code>${field.type}</code></td>
          <td><code>${field.id}</code></td>
          <td>${field.active ? t.active : t.inactive}</td>
        </tr>`,
    );
  const table = html`<div class="card scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">${t.title}</th>
          <th scope="col">${t.type}</th>
          <th scope="col">${t.id}</th>
          <th scope="col">${t.status}</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
  return show(
    screen,
    'fields',
    t.fields,
    html`<h1>${t.fields}</h1>
      ${table}`,
  );
}

function webhooksScreen(screen: Screen): Response | Promise<Response> {
  const { t, base } = screen;
  const webhooks = screen.c.get('account').webhooks.all();
  const cards = webhooks.map(
    (webhook) =>
      html`<article class="card">
        <h2>
          <a href="${base}/admin/webhooks/${webhook.id}">${webhook.name}</a>
          <span class="chip">${webhook.status === 'active' ? t.active : t.inactive}</span>
        </h2>
        <p>${t.endpoint} : <code>${webhook.httpMethod} ${webhook.endpoint}</code></p>
      </article>`,
  );
  const body = cards.length ? cards : html`<p class="card">${t.noWebhooks}</p>`;
  return show(
    screen,
    'webhooks',
    t.webhooks,
    html`<h1>${t.webhooks}</h1>
      ${body}`,
  );
}

function invocationCard(screen: Screen, invocation: InvocationRow): Html {
  const { t } = screen;
  const account = screen.c.get('account');
  const { locale, timeZone } = account.row;
  const attempts = account.attempts.by('invocation', invocation.id);
  return html`<details class="card">
    <summary>
      <span class="chip ${invocation.status}">${invocation.status}</span> ${invocation.statusCode ?? ''}
      <time
        >${invocation.latestCompletedAt ? toShownTime(invocation.latestCompletedAt, locale, timeZone) : ''}</time
      >
      <code>${invocation.id}</code>
    </summary>
    <h3>${t.payload}</h3>
    <pre>${invocation.payload}</pre>
    <h3>${t.attempts}</h3>
    ${attempts.map(
      (attempt) =>
        html`<p>
            ${toShownTime(attempt.completedAt, locale, timeZone)} — ${attempt.status} (${attempt.statusCode})
          </p>
          <pre>${attempt.request.headers.map((header) => `${header.key}: ${header.value}`).join('\n')}</pre>
          ${
            attempt.response
              ? html`<p>${t.answer}</p>
                  <pre>${attempt.response.payload}</pre>`
              : ''
          }`,
    )}
  </details>`;
}

function webhookScreen(screen: Screen): Response | Promise<Response> {
  const { t, c } = screen;
  const account = c.get('account');
  const webhook: WebhookRow | undefined = account.webhooks.get(c.req.param('id'));
  if (!webhook) return showMissing(screen, 'webhooks');
  const invocations = account.invocations.by('webhook', webhook.id).reverse().slice(0, SHOWN);
  const body = html`<h1>${webhook.name}</h1>
    <p>${t.endpoint} : <code>${webhook.httpMethod} ${webhook.endpoint}</code></p>
    <h2>${t.invocations}</h2>
    ${
      invocations.length
        ? invocations.map((invocation) => invocationCard(screen, invocation))
        : html`<p class="card">${t.noInvocations}</p>`
    }`;
  return show(screen, 'webhooks', webhook.name, body);
}

/** What an administrator would look up; read only, as changes come through the API. */
export function mountAdmin(app: PracticeApp): void {
  app.get('/:subdomain/agent/admin/triggers', agentScreen(triggersScreen));
  app.get('/:subdomain/agent/admin/fields', agentScreen(fieldsScreen));
  app.get('/:subdomain/agent/admin/webhooks', agentScreen(webhooksScreen));
  app.get('/:subdomain/agent/admin/webhooks/:id', agentScreen(webhookScreen));
  mountAdminCenter(app);
}

/** Addresses of Zendesk's own Admin Center lead to the screen that plays them; integrations link to these. */
function mountAdminCenter(app: PracticeApp): void {
  const lead = (from: string, to: (id: string) => string) => {
    app.get(`/:subdomain/admin/${from}`, (c) =>
      c.redirect(
        `/${c.req.param('subdomain') ?? ''}/agent/admin/${to(encodeURIComponent(c.req.param('id') ?? ''))}`,
      ),
    );
  };
  lead('objects-rules/tickets/ticket-fields/:id', () => 'fields');
  lead('objects-rules/rules/triggers/:id', () => 'triggers');
  lead('apps-integrations/webhooks/webhooks/:id/details', (id) => `webhooks/${id}`);
}
