/**
 * The one way to call Zendesk's API: credentials added, refusals normalised, answers checked against what we rely on.
 * It never retries by itself, save once with a fresh token after a 401; when to try again is the sync engine's to decide.
 */
import type { z } from 'zod';
import { withSpan } from '@/lib/platform/tracing';
import { zendeskCalls, zendeskCallSeconds } from '@/lib/platform/workMetrics';
import { formatOf, parseJson, toAnswerError, type Answer } from '@/lib/zendesk/answerErrors';
import type { AuthProvider } from '@/lib/zendesk/auth';
import { observeAnswer } from '@/lib/zendesk/budget';
import { isZendeskError, ZendeskError } from '@/lib/zendesk/errors';
import { readRateLimits, readResetMs, readRetryAfterMs, type RateLimits } from '@/lib/zendesk/rateLimits';
import { exchange, type FetchLike } from '@/lib/zendesk/transport';

export type Query = Record<string, string | number | boolean | undefined>;

export type ZendeskRequest<T> = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Starts with a slash, without the query; ids in it are already escaped. */
  path: string;
  query?: Query;
  body?: unknown;
  /** In place of a body: one that is JSON already, in UTF-8. */
  json?: Uint8Array;
  /** Sent as a form with one file, in place of a body. */
  file?: UploadedFile;
  /** Creating a ticket only: two hours of protection against doing it twice. */
  idempotencyKey?: string;
  /** What the answer must hold; left out, the body is ignored. */
  schema?: z.ZodType<T>;
  /** A few answers are bare text, or the same text as a JSON string: the schema is given the text either way. */
  format?: 'text';
  signal?: AbortSignal;
  timeoutMs?: number;
};

export type UploadedFile = { field: string; fileName: string; contentType: string; bytes: Uint8Array };

/** What every answer tells beside its body. */
export type AnswerNotice = {
  method: string;
  path: string;
  status: number;
  durationMs: number;
  limits: RateLimits;
  /** Zendesk asks to be left alone (429, 503): by the whole account, or, where the answer is JSON, by this endpoint only. */
  pause?: { ms?: number; isEndpointOnly: boolean };
  requestId?: string;
  /** `x-zendesk-api-warn`: keys Zendesk ignored, otherwise silently. */
  warning?: string;
  idempotencyLookup?: string;
  /** When Zendesk answered, by its own clock. */
  answeredAt?: Date;
};

export type ZendeskClient = {
  readonly baseUrl: string;
  /** @throws ZendeskError for everything but a 2xx with the body the schema asks for. */
  request<T = undefined>(request: ZendeskRequest<T>): Promise<T>;
};

export type ZendeskClientOptions = {
  /** Origin of the account, for example `https://acme.zendesk.com`; a path prefix is kept. */
  baseUrl: string;
  auth: AuthProvider;
  /** Sent with every call, for example who the caller is in the Marketplace. */
  headers?: Readonly<Record<string, string>>;
  fetch?: FetchLike;
  /** For the whole exchange, the reading of the body included. */
  timeoutMs?: number;
  maxAnswerBytes?: number;
  onResponse?: (notice: AnswerNotice) => void;
};

export const userAgent = 'VerifiedReviews-Zendesk/1.0';
const maxAnswerBytes = 20 * 1024 * 1024;
const idempotencyKey = /^[\x21-\x7e]{1,255}$/;

function toUrl(baseUrl: string, path: string, query: Query = {}): string {
  const url = new URL(baseUrl.replace(/\/+$/, '') + path);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url.href;
}

/** Long enough never to stand in a file by chance. */
const formBoundary = 'verified-reviews-7d1f5c0be94a4b6c9f2e83a60d57b1c4';

/** A form of one file. @throws TypeError for a name that would break out of its header. */
function toForm({ field, fileName, contentType, bytes }: UploadedFile): Uint8Array {
  if (![field, fileName, contentType].every((text) => /^[\w./+-]+$/.test(text)))
    throw new TypeError('The names of an uploaded file are plain.');
  const head =
    `--${formBoundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${fileName}"\r\n` +
    `content-type: ${contentType}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${formBoundary}--\r\n`)]);
}

/** As bytes: text would be looked through and copied once more on its way. */
function toBody({ body, json, file }: ZendeskRequest<unknown>): Uint8Array | undefined {
  if (file) return toForm(file);
  return json ?? (body === undefined ? undefined : Buffer.from(JSON.stringify(body)));
}

function toHeaders(authorization: string, request: ZendeskRequest<unknown>): Record<string, string> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    authorization,
    'user-agent': userAgent,
  };
  if (request.body !== undefined || request.json !== undefined) headers['content-type'] = 'application/json';
  if (request.file) headers['content-type'] = `multipart/form-data; boundary=${formBoundary}`;
  if (request.idempotencyKey !== undefined) {
    if (!idempotencyKey.test(request.idempotencyKey))
      throw new TypeError('An idempotency key is 1 to 255 visible ASCII characters.');
    headers['idempotency-key'] = request.idempotencyKey;
  }
  return headers;
}

/** A 2xx that is not what was agreed: the write behind it has most likely happened. */
function malformed(answer: Answer, call: string, words: string): ZendeskError {
  const {
    code: _code,
    details: _details,
    retryAfterMs: _retryAfterMs,
    words: _words,
    ...facts
  } = toAnswerError(answer, call);
  return new ZendeskError({ ...facts, kind: 'malformed', outcome: 'unknown', words });
}

function parseAnswer<T>(answer: Answer, schema: z.ZodType<T>, call: string, format?: 'text'): T {
  const body = parseJson(answer.text) ?? (format && answer.text.trim() !== '' ? answer.text : undefined);
  if (body === undefined) {
    throw malformed(
      answer,
      call,
      answer.text.trim() === '' ? 'The answer is empty.' : 'The answer is not JSON.',
    );
  }
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const places = result.error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
  throw malformed(answer, call, `The answer is not what was expected (${places.join('; ')}).`);
}

/** Whatever keeps us from having credentials, the call itself was never sent. */
async function withoutCredentials<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw isZendeskError(error) ? error.with({ outcome: 'refused' }) : error;
  }
}

function readDate({ headers }: Answer): Date | undefined {
  const date = new Date(headers.get('date') ?? '');
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function readPause({ status, headers, text }: Answer): AnswerNotice['pause'] {
  if (status !== 429 && status !== 503) return undefined;
  const isEndpointOnly = status === 429 && formatOf(text) === 'json';
  const resetMs = status === 429 ? readResetMs(headers) : undefined;
  return { ms: readRetryAfterMs(headers) ?? resetMs, isEndpointOnly };
}

function outcomeOf(status: number): string {
  if (status < 400) return 'ok';
  if (status === 429) return 'rate_limited';
  return status < 500 ? 'refused' : 'unavailable';
}

/** Counts the call and gives it a span. Ids are cut out of the path: a name for each ticket would be no name. */
async function measured(
  { method, path }: ZendeskRequest<unknown>,
  call: () => Promise<Answer>,
): Promise<Answer> {
  const stop = zendeskCallSeconds.startTimer();
  let outcome = 'lost';
  try {
    const answer = await withSpan(`zendesk ${method} ${path.replace(/\d{2,}/g, ':id')}`, {}, call);
    outcome = outcomeOf(answer.status);
    return answer;
  } finally {
    stop();
    zendeskCalls.inc({ outcome });
  }
}

export function createZendeskClient(options: ZendeskClientOptions): ZendeskClient {
  const { baseUrl, auth, onResponse } = options;

  async function send(request: ZendeskRequest<unknown>, authorization: string): Promise<Answer> {
    const startedAt = performance.now();
    const answer = await measured(request, () =>
      exchange({
        method: request.method,
        url: toUrl(baseUrl, request.path, request.query),
        headers: { ...options.headers, ...toHeaders(authorization, request) },
        body: toBody(request),
        timeoutMs: request.timeoutMs ?? options.timeoutMs ?? 10_000,
        maxBytes: options.maxAnswerBytes ?? maxAnswerBytes,
        signal: request.signal,
        fetch: options.fetch,
      }),
    );
    const notice: AnswerNotice = {
      method: request.method,
      path: request.path,
      status: answer.status,
      durationMs: performance.now() - startedAt,
      limits: readRateLimits(answer.headers),
      pause: readPause(answer),
      requestId: answer.headers.get('x-request-id') ?? undefined,
      warning: answer.headers.get('x-zendesk-api-warn') ?? undefined,
      idempotencyLookup: answer.headers.get('x-idempotency-lookup') ?? undefined,
      answeredAt: readDate(answer),
    };
    observeAnswer(baseUrl, notice);
    onResponse?.(notice);
    return answer;
  }

  async function request<T>(wanted: ZendeskRequest<T>): Promise<T> {
    const call = `${wanted.method} ${wanted.path}`;
    const authorization = await withoutCredentials(auth.header());
    let answer = await send(wanted, authorization);
    if (
      answer.status === 401 &&
      auth.onUnauthorized &&
      (await withoutCredentials(auth.onUnauthorized(authorization)))
    ) {
      answer = await send(wanted, await withoutCredentials(auth.header()));
    }
    if (answer.status < 200 || answer.status > 299) throw toAnswerError(answer, call);
    return wanted.schema ? parseAnswer(answer, wanted.schema, call, wanted.format) : (undefined as T);
  }

  return { baseUrl, request };
}
