import { z } from 'zod';
import * as account from './account';
import * as apps from './apps';
import { cursorList, id, list, text } from './common';
import * as desk from './desk';
import { refusal } from './errors';
import * as rules from './rules';
import * as tickets from './tickets';

const { ticket, comment, audit, job, attachment, deletedTicket } = tickets;
const { user, ticketField, named } = account;
const one = (shape: z.ZodRawShape) => z.strictObject(shape);
const plainList = (key: string, shape: z.ZodType) =>
  one({ [key]: z.array(shape), count: z.int(), next_page: z.null(), previous_page: z.null() });
const found = z.looseObject({ id, result_type: z.enum(['ticket', 'user']) });
const tags = one({ tags: z.array(text) });
const jobAnswer = one({ job_status: job });

/** Shape by method and path; `:id` stands for one part of a path. The first that fits counts. */
const ANSWERS: [method: string, path: string, shape: z.ZodType][] = [
  ['GET', '/users/me', one({ user: account.caller })],
  ['GET', '/users/show_many', list({ users: z.array(user) })],
  ['GET', '/users/search', list({ users: z.array(user) })],
  ['POST', '/users/create_or_update', one({ user })],
  ['GET', '/users/:id/group_memberships', plainList('group_memberships', account.membership)],
  ['GET', '/users/:id/tickets/requested', plainList('tickets', ticket)],
  ['GET', '/users', list({ users: z.array(user) })],
  ['POST', '/users', one({ user })],
  ['*', '/users/:id', one({ user })],
  ['DELETE', '/deleted_users/:id', one({ deleted_user: user })],
  ['GET', '/account/settings', one({ settings: account.settings })],
  ...(['brand', 'group', 'ticket_form'] as const).flatMap((name): [string, string, z.ZodType][] => [
    ['GET', `/${name}s`, list({ [`${name}s`]: z.array(named) })],
    ['GET', `/${name}s/:id`, one({ [name]: named })],
  ]),
  ['*', '/tickets/create_many', jobAnswer],
  ['*', '/tickets/update_many', jobAnswer],
  ['*', '/tickets/destroy_many', jobAnswer],
  ['POST', '/tickets/:id/merge', jobAnswer],
  ['DELETE', '/deleted_tickets/:id', jobAnswer],
  ['GET', '/job_statuses', one({ job_statuses: z.array(job), count: z.int() })],
  ['GET', '/job_statuses/show_many', one({ job_statuses: z.array(job), count: z.int() })],
  ['GET', '/job_statuses/:id', jobAnswer],
  ['GET', '/tickets/show_many', list({ tickets: z.array(ticket) })],
  ['GET', '/tickets', list({ tickets: z.array(ticket) })],
  [
    'POST',
    '/tickets',
    z.union([
      one({ ticket, audit }),
      one({ ticket: one({ id }), job_status: z.looseObject({ status: text }) }),
    ]),
  ],
  ['PUT', '/tickets/:id', one({ ticket, audit })],
  ['GET', '/tickets/:id', one({ ticket })],
  ['GET', '/tickets/:id/comments', list({ comments: z.array(comment), users: z.array(user).optional() })],
  ['GET', '/tickets/:id/audits', list({ audits: z.array(audit) })],
  ['*', '/tickets/:id/tags', tags],
  ['PUT', '/tickets/:id/comments/:id/redact', one({ comment })],
  ['PUT', '/tickets/:id/comments/:id/attachments/:id/redact', one({ attachment })],
  ['PUT', '/comment_redactions/:id', one({ comment })],
  ['GET', '/deleted_tickets', list({ deleted_tickets: z.array(deletedTicket) })],
  ['POST', '/uploads', one({ upload: one({ token: text, attachment, attachments: z.array(attachment) }) })],
  ['GET', '/attachments/:id', one({ attachment })],
  [
    'GET',
    '/incremental/tickets/cursor',
    one({
      tickets: z.array(tickets.exportedTicket),
      after_url: z.url().nullable(),
      before_url: z.url().nullable(),
      after_cursor: text.nullable(),
      before_cursor: text.nullable(),
      end_of_stream: z.boolean(),
    }),
  ],
  [
    'GET',
    '/incremental/tickets',
    one({
      tickets: z.array(tickets.exportedTicket),
      count: z.int(),
      end_of_stream: z.boolean(),
      next_page: z.url(),
      end_time: z.int(),
    }),
  ],
  ['GET', '/search/count', one({ count: z.int() })],
  ['GET', '/search/export', cursorList({ results: z.array(found), facets: z.null() })],
  [
    'GET',
    '/search',
    one({
      results: z.array(found),
      facets: z.null(),
      next_page: z.url().nullable(),
      previous_page: z.url().nullable(),
      count: z.int(),
    }),
  ],
  [
    'GET',
    '/ticket_fields',
    one({
      ticket_fields: z.array(ticketField),
      count: z.int(),
      next_page: z.null(),
      previous_page: z.null(),
    }),
  ],
  ['*', '/ticket_fields', one({ ticket_field: ticketField })],
  ['*', '/ticket_fields/:id', one({ ticket_field: ticketField })],
  ['GET', '/trigger_categories', cursorList({ trigger_categories: z.array(rules.triggerCategory) })],
  ['*', '/trigger_categories', one({ trigger_category: rules.triggerCategory })],
  ['*', '/trigger_categories/:id', one({ trigger_category: rules.triggerCategory })],
  ['GET', '/triggers/definitions', one({ definitions: rules.definitions })],
  ['GET', '/triggers/active', list({ triggers: z.array(rules.trigger) })],
  ['GET', '/triggers/search', list({ triggers: z.array(rules.trigger) })],
  ['GET', '/triggers', list({ triggers: z.array(rules.trigger) })],
  ['*', '/triggers', one({ trigger: rules.trigger })],
  ['*', '/triggers/:id', one({ trigger: rules.trigger })],
  ['GET', '/views', list({ views: z.array(desk.view) })],
  ['*', '/views', one({ view: desk.view })],
  ['*', '/views/:id', one({ view: desk.view })],
  ['GET', '/macros', list({ macros: z.array(desk.macro) })],
  ['*', '/macros', one({ macro: desk.macro })],
  ['*', '/macros/:id', one({ macro: desk.macro })],
  ['GET', '/slas/policies', plainList('sla_policies', desk.slaPolicy)],
  ['*', '/slas/policies', one({ sla_policy: desk.slaPolicy })],
  ['*', '/slas/policies/:id', one({ sla_policy: desk.slaPolicy })],
  ['GET', '/automations/active', list({ automations: z.array(rules.automation) })],
  ['GET', '/automations', list({ automations: z.array(rules.automation) })],
  ['*', '/automations', one({ automation: rules.automation })],
  ['*', '/automations/:id', one({ automation: rules.automation })],
  ['GET', '/targets', list({ targets: z.array(rules.target) })],
  ['*', '/targets', one({ target: rules.target })],
  ['*', '/targets/:id', one({ target: rules.target })],
  ['POST', '/webhooks/test', one({ response: rules.testCall })],
  ['GET', '/webhooks/:id/invocations', cursorList({ invocations: z.array(rules.invocation) })],
  ['GET', '/webhooks/:id/invocations/:id/attempts', one({ attempts: z.array(rules.attempt) })],
  ['*', '/webhooks/:id/signing_secret', one({ signing_secret: rules.signingSecret })],
  ['GET', '/webhooks', cursorList({ webhooks: z.array(rules.webhook) })],
  ['POST', '/webhooks', one({ webhook: rules.newWebhook })],
  ['GET', '/webhooks/:id', one({ webhook: z.union([rules.webhook, rules.newWebhook]) })],
  ['POST', '/apps/uploads', one({ id })],
  ['*', '/apps/job_statuses/:id', apps.buildJob],
  ['GET', '/apps/installations/job_statuses/:id', apps.installJob],
  ['GET', '/apps/owned', one({ apps: z.array(apps.app) })],
  [
    'GET',
    '/apps/installations',
    one({ installations: z.array(apps.installation), apps: z.array(apps.app).optional() }),
  ],
  ['GET', '/apps/installations/:id/requirements', plainList('requirements', apps.requirement)],
  ['*', '/apps/installations', apps.installation],
  ['*', '/apps/installations/:id', apps.installation],
  ['GET', '/apps/:id/public_key', text.regex(/^-----BEGIN PUBLIC KEY-----/)],
  ['*', '/apps', one({ job_id: text })],
  ['*', '/apps/:id', one({ job_id: text })],
];

const toPattern = (path: string) => new RegExp(`^${path.replaceAll(':id', '[^/]+')}$`);
const COMPILED = ANSWERS.map(([method, path, shape]) => ({ method, pattern: toPattern(path), shape }));

/**
 * What is wrong with an answer of the API.
 * @param path after `/api/v2`, without the query
 * @returns nothing for an answer of a recorded shape
 */
export function shapeProblems(method: string, path: string, status: number, body: unknown): string[] {
  const route = path.replace(/\/$/, '').replace(/\.json$/, '');
  const fitting = COMPILED.find(
    (known) => (known.method === '*' || known.method === method) && known.pattern.test(route),
  );
  // A failed build is a refusal in status alone: it comes in the shape of its job.
  const isRefusal = status >= 400 && !route.startsWith('/apps/job_statuses/');
  const shape = isRefusal ? refusal : fitting?.shape;
  const said = `${method} ${route} ${String(status)}`;
  if (!shape) return [`${said}: no shape is written down`];
  const read = (isRefusal || status < 400 ? shape : z.union([shape, refusal])).safeParse(body);
  return read.success ? [] : [`${said}: ${z.prettifyError(read.error)}\n${JSON.stringify(body)}`];
}
