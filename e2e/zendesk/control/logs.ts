import type { PracticeApp, PracticeContext } from '../http/context';
import { recordNotFound } from '../http/errors';
import { json } from '../http/reply';
import type { Account } from '../state/account';
import { accountInPath } from './account';

/** What was asked, newest last, with counts by method, path without ids and query, and status. */
function listRequests(c: PracticeContext): Response {
  const account = accountInPath(c);
  const requests = c.get('practice').traffic.list(account.subdomain);
  const counts: Record<string, number> = {};
  for (const request of requests) {
    const path = (request.path.split('?')[0] ?? '').replace(/\.json$/, '').replaceAll(/\/\d+/g, '/:id');
    const key = `${request.method} ${path} ${String(request.status)}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return json(c, { count: requests.length, counts, requests });
}

function dumpTickets(account: Account) {
  return account.tickets.all().map((ticket) => ({
    ...ticket,
    requester: account.users.get(ticket.requesterId)?.email ?? null,
    comments: account.comments.by('ticket', ticket.id).map((comment) => ({
      ...comment,
      author: account.users.get(comment.authorId)?.email ?? null,
    })),
  }));
}

function redeliver(c: PracticeContext): Response {
  const account = accountInPath(c);
  const invocation = account.invocations.get(c.req.param('invocation'));
  if (!invocation) throw recordNotFound();
  c.get('practice').deliveries.redeliver(account, invocation);
  return c.body(null, 202);
}

export function mountControlLogs(app: PracticeApp): void {
  app.get('/accounts/:subdomain/requests', listRequests);
  app.delete('/accounts/:subdomain/requests', (c) => {
    c.get('practice').traffic.clear(accountInPath(c).subdomain);
    return c.body(null, 204);
  });
  app.get('/accounts/:subdomain/mails', (c) => json(c, { mails: accountInPath(c).mails.all() }));
  app.delete('/accounts/:subdomain/mails', (c) => {
    accountInPath(c).mails.clear();
    return c.body(null, 204);
  });
  app.get('/accounts/:subdomain/tickets', (c) => json(c, { tickets: dumpTickets(accountInPath(c)) }));
  app.get('/accounts/:subdomain/objects', (c) => {
    const account = accountInPath(c);
    return json(c, {
      fields: account.fields.all().filter((field) => !field.isSystem),
      triggers: account.triggers.all(),
      categories: account.categories.all(),
      webhooks: account.webhooks.all(),
    });
  });
  app.get('/accounts/:subdomain/invocations', (c) =>
    json(c, { invocations: accountInPath(c).invocations.all() }),
  );
  app.post('/accounts/:subdomain/invocations/:invocation/redeliver', redeliver);
  app.get('/accounts/:subdomain/pending', (c) => {
    const account = accountInPath(c);
    const { deliveries, jobs } = c.get('practice');
    return json(c, { deliveries: deliveries.pending(account), jobs: jobs.pending(account) });
  });
}
