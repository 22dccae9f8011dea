import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startPracticeZendesk, type PracticeOptions, type PracticeZendesk } from './server';

/** An answer as tests look at it: the JSON is untyped on purpose, since its shape is what they check. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests assert on the shape, a type would assert for them
  json: any;
}

/** Starts a practice Zendesk in memory on a free port, with quick retries. */
export function startForTest(options: Partial<PracticeOptions> = {}): Promise<PracticeZendesk> {
  return startPracticeZendesk({ port: 0, retryDelaysMs: [5, 5, 5], ...options });
}

export const basic = (name: string, secret: string) =>
  `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;

/** The admin's API token of a seeded account. */
export const tokenOf = (subdomain: string, localPart = 'admin') =>
  basic(`${localPart}@${subdomain}.test/token`, `zt-${subdomain}-demo-token`);

/** Calls paths of one account, as its administrator unless told otherwise. */
export function client(
  practice: PracticeZendesk,
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
      json: isJson ? JSON.parse(text) : null,
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

/** An endpoint that keeps what it receives and answers the given statuses in turn, the last one for ever. */
export async function startEndpoint(...statuses: number[]) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      received.push({ method, path: url, headers, body: Buffer.concat(parts).toString('utf8') });
      response.statusCode = statuses[Math.min(received.length, statuses.length) - 1] ?? 200;
      response.end('noted');
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
