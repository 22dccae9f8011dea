import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AnswerBody } from './answer-body';
import { shapeProblems } from './shapes/answers';
import { startPracticeZendesk, type PracticeOptions, type PracticeZendesk } from './server';

/** An answer as tests look at it; `json` is empty when the answer is not JSON. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  json: AnswerBody;
}

/** Starts a practice Zendesk in memory on a free port, with quick retries; every answer is held to its recorded shape. */
export function startForTest(options: Partial<PracticeOptions> = {}): Promise<PracticeZendesk> {
  return startPracticeZendesk({ port: 0, retryDelaysMs: [5, 5, 5], inspect: shapeProblems, ...options });
}

export const basic = (name: string, secret: string) =>
  `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;

/** The admin's API token of a seeded account. */
export const tokenOf = (subdomain: string, localPart = 'admin') =>
  basic(`${localPart}@${subdomain}.test/token`, `zt-${subdomain}-demo-token`);

/** Calls paths of one account, as its administrator unless told otherwise. */
export function client(
  practice: Pick<PracticeZendesk, 'url'>,
  subdomain: string,
  authorization: string | null = tokenOf(subdomain),
) {
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const response = await fetch(`${practice.url}/${subdomain}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(authorization === null ? {} : { authorization }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: (isJson ? JSON.parse(text) : {}) as AnswerBody,
    };
  };
  return {
    get: (path: string, headers?: Record<string, string>) =>
      call('GET', `/api/v2${path}`, undefined, headers),
    post: (path: string, body: unknown, headers?: Record<string, string>) =>
      call('POST', `/api/v2${path}`, body, headers),
    put: (path: string, body: unknown) => call('PUT', `/api/v2${path}`, body),
    patch: (path: string, body: unknown) => call('PATCH', `/api/v2${path}`, body),
    delete: (path: string) => call('DELETE', `/api/v2${path}`),
    token: (body: unknown) => call('POST', '/oauth/tokens', body),
    call,
  };
}

/** Waits until a condition holds, asking again and again; fails loudly instead of for ever. */
export async function until<T>(read: () => Promise<T> | T, isDone: (value: T) => boolean): Promise<T> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const value = await read();
    if (isDone(value)) return value;
    if (Date.now() > deadline) throw new Error(`never happened; last seen ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** An endpoint that keeps what it receives and answers the given statuses in turn, the last one for ever; 0 never answers. */
export async function startEndpoint(...statuses: number[]) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      received.push({ method, path: url, headers, body: Buffer.concat(parts).toString('utf8') });
      const status = statuses[Math.min(received.length, statuses.length) - 1] ?? 200;
      if (status > 0) response.writeHead(status).end('noted');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${String(port)}/hook`, received, close };
}

/** Public replies on tickets tagged `verified_reviews`: what an integration listens to. */
export const ON_PUBLIC_REPLY = {
  all: [
    { field: 'update_type', operator: 'is', value: 'Change' },
    { field: 'comment_is_public', operator: 'is', value: 'true' },
    { field: 'current_tags', operator: 'includes', value: 'verified_reviews' },
  ],
  any: [],
};

/**
 * Field, webhook and trigger as an integration makes them.
 * @param body the webhook's body; FIELD stands for the field's id
 */
export async function connectReviews(
  api: ReturnType<typeof client>,
  endpoint: string,
  body = '{"ticket_id":"{{ticket.id}}","idVente":"{{ticket.ticket_field_FIELD}}"}',
) {
  const field = (await api.post('/ticket_fields', { ticket_field: { type: 'text', title: 'idVente' } })).json;
  const webhook = {
    name: 'Reviews',
    endpoint,
    http_method: 'POST',
    request_format: 'json',
    status: 'active',
    subscriptions: ['conditional_ticket_events'],
    authentication: { type: 'basic_auth', add_position: 'header', data: { username: 'u', password: 'p' } },
    custom_headers: { 'x-site': 'fr' },
  };
  const webhookId = (await api.post('/webhooks', { webhook })).json.webhook.id;
  const value = [webhookId, body.replaceAll('FIELD', String(field.ticket_field.id))];
  const actions = [{ field: 'notification_webhook', value }];
  const trigger = { title: 'Reviews', conditions: ON_PUBLIC_REPLY, actions };
  const made = await api.post('/triggers', { trigger });
  if (made.status !== 201) throw new Error(`trigger refused: ${made.text}`);
  return { fieldId: field.ticket_field.id, webhookId, triggerId: made.json.trigger.id };
}

/** A review's ticket: an internal note with the sale in the custom field. @returns the ticket's id */
export async function createReview(
  api: ReturnType<typeof client>,
  fieldId: number,
  saleId: string,
): Promise<number> {
  const ticket = {
    comment: { body: '1 star', public: false },
    tags: ['verified_reviews'],
    custom_fields: [{ id: fieldId, value: saleId }],
    requester: { name: 'Ada', email: 'ada@shop.test' },
  };
  return (await api.post('/tickets', { ticket })).json.ticket.id;
}
