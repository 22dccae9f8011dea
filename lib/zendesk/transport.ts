/**
 * One HTTP exchange with Zendesk: one deadline for all of it, no redirect followed, no more read than agreed. Everything that
 * keeps an answer from arriving becomes a `ZendeskError` that says whether Zendesk may have acted. Errors of the HTTP library
 * are never passed on, because some of them quote the headers and with them the credentials.
 */
import { Agent, fetch as undiciFetch } from 'undici';
import { ZendeskError } from '@/lib/zendesk/errors';
import type { Answer } from '@/lib/zendesk/answerErrors';

export type FetchInit = {
  method: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
  redirect: 'manual';
  signal: AbortSignal;
};
export type FetchAnswer = { status: number; headers: Headers; body: AsyncIterable<Uint8Array> | null };
export type FetchLike = (url: string, init: FetchInit) => Promise<FetchAnswer>;

export type Exchange = {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
  timeoutMs: number;
  maxBytes: number;
  /** The caller's own end, for example a lost lease. */
  signal?: AbortSignal;
  fetch?: FetchLike;
};

/** Connecting has a shorter deadline than the whole exchange: past it nothing was sent, and the call may be repeated freely. */
const agent = new Agent({ connect: { timeout: 5_000 }, connections: 64, keepAliveTimeout: 10_000 });

const defaultFetch: FetchLike = (url, init) => undiciFetch(url, { ...init, dispatcher: agent });

/** The connection never came to be, so Zendesk has seen nothing of the request. */
const neverSent =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_CERT_\w+|CERT_\w+|UNABLE_TO_\w+|\w*SELF_SIGNED\w*)$/;

/** @param code of a `ZendeskError` of kind `connection`. */
export function isNeverSent(code: string | undefined): boolean {
  return code !== undefined && neverSent.test(code);
}

/** The library wraps the system's error once or twice; a failed dual-stack attempt is a list of errors. */
function systemCode(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 4) return undefined;
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
  const own = (error as { code?: unknown }).code;
  return (
    systemCode(error.cause, depth + 1) ??
    systemCode(first, depth + 1) ??
    (typeof own === 'string' ? own : undefined)
  );
}

function toTransportError(error: unknown, call: string): ZendeskError {
  const code = systemCode(error);
  const outcome = isNeverSent(code) ? 'refused' : 'unknown';
  if (code === 'UND_ERR_CONNECT_TIMEOUT')
    return new ZendeskError({ kind: 'timeout', outcome, code, words: 'No connection in time.', call });
  return new ZendeskError({ kind: 'connection', outcome, code: code ?? 'CONNECTION_LOST', call });
}

async function readText(body: FetchAnswer['body'], maxBytes: number): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** @throws ZendeskError `timeout`, `connection`, `malformed` (answer larger than `maxBytes`). */
export async function exchange(request: Exchange): Promise<Answer> {
  const { url, method, headers, body, timeoutMs, maxBytes, signal } = request;
  const call = `${method} ${new URL(url).pathname}`;
  const controller = new AbortController();
  let hasTimedOut = false;
  let isRead = false;
  const timer = setTimeout(() => {
    hasTimedOut = true;
    controller.abort();
  }, timeoutMs);
  const onAbort = () => controller.abort();
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    if (signal?.aborted)
      throw new ZendeskError({ kind: 'connection', outcome: 'refused', code: 'ABORTED', call });
    const send = request.fetch ?? defaultFetch;
    const answer = await send(url, { method, headers, body, redirect: 'manual', signal: controller.signal });
    const text = await readText(answer.body, maxBytes);
    isRead = text !== null;
    if (text !== null) return { status: answer.status, headers: answer.headers, text };
    const requestId = answer.headers.get('x-request-id') ?? undefined;
    const words = `The answer is larger than ${maxBytes} bytes.`;
    throw new ZendeskError({
      kind: 'malformed',
      outcome: 'unknown',
      status: answer.status,
      code: 'ANSWER_TOO_LARGE',
      words,
      requestId,
      call,
    });
  } catch (error) {
    if (error instanceof ZendeskError) throw error;
    if (hasTimedOut) {
      throw new ZendeskError({
        kind: 'timeout',
        outcome: 'unknown',
        words: `No answer within ${timeoutMs} ms.`,
        call,
      });
    }
    if (signal?.aborted)
      throw new ZendeskError({ kind: 'connection', outcome: 'unknown', code: 'ABORTED', call });
    throw toTransportError(error, call);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    // Ends what is still coming.
    if (!isRead) controller.abort();
  }
}
