/** An app's `request`, carried by the agent's session, by the browser, or by the proxy. */

export interface RequestOptions extends Record<string, unknown> {
  url?: unknown;
}

interface Answer {
  isOk: boolean;
  /** What the app's promise settles with. */
  value: unknown;
}

interface Raw {
  status: number;
  statusText: string;
  contentType: string;
  body: string;
}

/** An option that is text; anything else counts as not given. */
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function parse(raw: Raw, dataType: unknown): unknown {
  const wantsJson = dataType === 'json' || (dataType === undefined && raw.contentType.includes('json'));
  if (!wantsJson || raw.body === '') return raw.body;
  try {
    return JSON.parse(raw.body) as unknown;
  } catch {
    return undefined;
  }
}

function toAnswer(raw: Raw, options: RequestOptions): Answer {
  const data = parse(raw, options.dataType);
  const isOk = raw.status >= 200 && raw.status < 300 && data !== undefined;
  const { status, statusText, body } = raw;
  const isJson = typeof data === 'object';
  const full = { status, statusText, responseText: body, ...(isJson ? { responseJSON: data } : {}) };
  return { isOk, value: isOk && options.httpCompleteResponse !== true ? data : full };
}

async function read(response: Response): Promise<Raw> {
  const contentType = response.headers.get('content-type') ?? '';
  return {
    status: response.status,
    statusText: response.statusText,
    contentType,
    body: await response.text(),
  };
}

function toInit(options: RequestOptions): RequestInit {
  const method = (text(options.type) ?? text(options.method) ?? 'GET').toUpperCase();
  const headers = new Headers(options.headers as Record<string, string> | undefined);
  const isText = typeof options.data === 'string';
  if (options.data === undefined || method === 'GET') return { method, headers };
  const contentType = text(options.contentType) ?? 'application/x-www-form-urlencoded; charset=UTF-8';
  headers.set('content-type', contentType);
  const form = () => new URLSearchParams(options.data as Record<string, string>).toString();
  const object = () => (contentType.includes('json') ? JSON.stringify(options.data) : form());
  return { method, headers, body: isText ? (options.data as string) : object() };
}

/** A path belongs to Zendesk: it is asked with the agent's session, which apps are trusted with. */
async function askZendesk(path: string, subdomain: string, options: RequestOptions): Promise<Raw> {
  const init = toInit(options);
  (init.headers as Headers).set('x-practice-session', 'app');
  return read(await fetch(`/${subdomain}${path}`, init));
}

async function askProxy(base: string, installationId: number, options: RequestOptions): Promise<Raw> {
  const response = await fetch(`${base}/apps/proxy`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ installationId, options }),
  });
  return response.ok ? ((await response.json()) as Raw) : read(response);
}

/** Makes the request; never throws: what goes wrong is the answer. */
export async function carry(
  options: RequestOptions,
  place: { subdomain: string; base: string; installationId: number },
): Promise<Answer> {
  const own = `${window.location.origin}/${place.subdomain}`;
  const given = text(options.url) ?? '';
  const url = given.startsWith(`${own}/`) ? given.slice(own.length) : given;
  try {
    if (url.startsWith('/')) return toAnswer(await askZendesk(url, place.subdomain, options), options);
    const raw =
      options.cors === true && options.secure !== true
        ? await read(await fetch(url, { ...toInit(options), credentials: 'omit' }))
        : await askProxy(place.base, place.installationId, options);
    return toAnswer(raw, options);
  } catch {
    return { isOk: false, value: { status: 0, statusText: 'error', responseText: '' } };
  }
}
