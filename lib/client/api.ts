/** Browser only: calls our own API and turns every failure into one kind of error. */

export type ProblemField = { path: string; code: string; message: string };

type ProblemBody = {
  code?: unknown;
  detail?: unknown;
  requestId?: unknown;
  params?: unknown;
  errors?: unknown;
};

/** What went wrong, with the code its text is found by (`errors.<code>`). `network` means that no answer came. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly ProblemField[];
  readonly params: Record<string, string | number>;
  readonly requestId: string | null;

  constructor(problem: {
    status: number;
    code: string;
    detail?: string;
    errors?: readonly ProblemField[];
    params?: Record<string, string | number>;
    requestId?: string | null;
    cause?: unknown;
  }) {
    super(problem.detail ?? problem.code, { cause: problem.cause });
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.code = problem.code;
    this.errors = problem.errors ?? [];
    this.params = problem.params ?? {};
    this.requestId = problem.requestId ?? null;
  }
}

export type CallOptions = { signal?: AbortSignal; headers?: Record<string, string> };
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

async function readProblem(response: Response): Promise<ApiProblem> {
  const requestId = response.headers.get('x-request-id');
  const isJson = /json/i.test(response.headers.get('content-type') ?? '');
  const body = (isJson ? await response.json().catch(() => ({})) : {}) as ProblemBody;
  return new ApiProblem({
    status: response.status,
    code: typeof body.code === 'string' ? body.code : fallbackCode(response.status),
    detail: typeof body.detail === 'string' ? body.detail : undefined,
    errors: Array.isArray(body.errors) ? (body.errors as ProblemField[]) : [],
    params: { ...retryParams(response), ...(body.params as Record<string, string | number> | undefined) },
    requestId: typeof body.requestId === 'string' ? body.requestId : requestId,
  });
}

/** A proxy in front of us may answer with a page of its own; its status is then all there is. */
function fallbackCode(status: number): string {
  if (status === 413) return 'too_large';
  if (status === 429) return 'rate_limited';
  return status >= 502 && status <= 504 ? 'unavailable' : 'internal';
}

function retryParams(response: Response): Record<string, number> {
  const seconds = Number(response.headers.get('retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? { seconds } : {};
}

async function send(
  method: Method,
  url: string,
  body: unknown,
  options: CallOptions = {},
): Promise<Response> {
  const isForm = body instanceof FormData;
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      signal: options.signal,
      headers: {
        accept: 'application/json',
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      body: body === undefined ? undefined : isForm ? body : JSON.stringify(body),
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new ApiProblem({ status: 0, code: 'network', cause });
  }
  if (!response.ok) throw await readProblem(response);
  return response;
}

async function call<T>(method: Method, url: string, body: unknown, options?: CallOptions): Promise<T> {
  const response = await send(method, url, body, options);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** Each method resolves to the parsed answer (undefined for 204) and throws `ApiProblem`; an abort throws the abort itself. */
export const api = {
  get: <T>(url: string, options?: CallOptions) => call<T>('GET', url, undefined, options),
  post: <T = void>(url: string, body?: unknown, options?: CallOptions) => call<T>('POST', url, body, options),
  put: <T = void>(url: string, body?: unknown, options?: CallOptions) => call<T>('PUT', url, body, options),
  patch: <T = void>(url: string, body?: unknown, options?: CallOptions) =>
    call<T>('PATCH', url, body, options),
  delete: <T = void>(url: string, body?: unknown, options?: CallOptions) =>
    call<T>('DELETE', url, body, options),
};

/**
 * Posts and yields one parsed item per line of a newline-separated JSON answer, as the lines arrive. A connection cut
 * between two lines looks like an end: callers wait for the closing item their route promises.
 */
export async function* streamLines<T>(url: string, body?: unknown, options?: CallOptions): AsyncGenerator<T> {
  const response = await send('POST', url, body, {
    ...options,
    headers: { accept: 'application/x-ndjson, application/json', ...options?.headers },
  });
  const reader = response.body?.getReader();
  if (!reader) return;
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { value, done } = await reader.read();
      const lines = (rest + decoder.decode(value, { stream: !done })).split('\n');
      rest = done ? '' : (lines.pop() ?? '');
      for (const line of lines) if (line.trim()) yield JSON.parse(line) as T;
      if (done) return;
    }
  } catch (cause) {
    if (options?.signal?.aborted || cause instanceof ApiProblem) throw cause;
    throw new ApiProblem({ status: 0, code: 'network', cause });
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
