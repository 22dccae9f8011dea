/**
 * The normaliser: Zendesk refuses in three JSON envelopes, in plain text, in HTML and with empty bodies. This turns each into the
 * same error. Nothing is taken for granted about the body; the status decides the kind, the body only sharpens it.
 */
import {
  ZendeskError,
  type AnswerFormat,
  type ZendeskErrorDetails,
  type ZendeskErrorKind,
  type ZendeskErrorOptions,
  type ZendeskProblem,
} from '@/lib/zendesk/errors';
import { readRetryAfterMs, readResetMs } from '@/lib/zendesk/rateLimits';

export type Answer = { status: number; headers: Headers; text: string };

const maxWords = 500;

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const asText = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== ''
    ? value
    : typeof value === 'number'
      ? String(value)
      : undefined;

/** One line, without control characters, of a length a screen and a log can bear. */
function tidy(text: string): string {
  const line = text.replace(/[\u0000-\u001f\u007f\s]+/g, ' ').trim();
  return line.length > maxWords ? `${line.slice(0, maxWords - 1)}…` : line;
}

/** @returns the parsed body, or `undefined` when it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** What the body is, whatever its content type says: plain words are sent as `text/html` too, and pages as JSON. */
export function formatOf(text: string): AnswerFormat {
  if (text.trim() === '') return 'empty';
  if (parseJson(text) !== undefined) return 'json';
  return /<(?:!doctype|html|head|body|title|h1|center|div|p|br|pre)\b[^>]*>/i.test(text) ? 'html' : 'text';
}

function readProblem(entry: Json, description: string): ZendeskProblem {
  const fieldId = asText(entry.ticket_field_id);
  const fieldType = asText(entry.ticket_field_type);
  return {
    description: tidy(description),
    error: asText(entry.error),
    ...(fieldId ? { fieldId } : {}),
    ...(fieldType ? { fieldType } : {}),
  };
}

/** `details` comes as field → list, field → object, or field → text; the inner `error` may be missing. */
export function readDetails(value: unknown): ZendeskErrorDetails | undefined {
  if (!isObject(value)) return undefined;
  const details: ZendeskErrorDetails = {};
  for (const [field, entries] of Object.entries(value)) {
    const list = (Array.isArray(entries) ? entries : [entries]).flatMap((entry: unknown) => {
      if (isObject(entry)) {
        const description = asText(entry.description) ?? asText(entry.message) ?? asText(entry.error);
        return description ? [readProblem(entry, description)] : [];
      }
      const description = asText(entry);
      return description ? [{ description: tidy(description) }] : [];
    });
    if (list.length > 0) Object.defineProperty(details, field, { value: list, enumerable: true });
  }
  return Object.keys(details).length > 0 ? details : undefined;
}

type Words = Pick<ZendeskErrorOptions, 'code' | 'words' | 'details'>;

function readEnvelope(body: Json): Words {
  const { error } = body;
  const details = readDetails(body.details) ?? (isObject(error) ? readDetails(error.details) : undefined);
  if (isObject(error)) {
    return {
      code: asText(error.code) ?? asText(error.title),
      words: joinWords(asText(error.title), asText(error.message)),
      details,
    };
  }
  const list = Array.isArray(body.errors) ? body.errors : undefined;
  if (list) {
    const entries = list.map((entry: unknown) => (isObject(entry) ? entry : { title: entry }));
    const words = entries.map(
      (entry) => asText(entry.detail) ?? asText(entry.title) ?? asText(entry.message) ?? asText(entry.code),
    );
    return { code: asText(entries[0]?.code), words: joinWords(...words), details };
  }
  const code = asText(error) ?? asText(body.code);
  const said =
    asText(body.error_description) ??
    asText(body.description) ??
    asText(body.message) ??
    asText(body.errors) ??
    code;
  return { code, words: said, details };
}

function joinWords(...parts: (string | undefined)[]): string | undefined {
  const words = parts.filter((part): part is string => !!part);
  return words.length > 0 ? words.join(': ') : undefined;
}

/** Of a page of HTML only its title says something; the rest is somebody's template. */
function readHtml(text: string): string | undefined {
  const title = /<title[^>]*>([^<]*)/i.exec(text)?.[1] ?? /<h1[^>]*>([^<]*)/i.exec(text)?.[1];
  return title?.trim() ? title : undefined;
}

function readWords(text: string, format: AnswerFormat): Words {
  if (format === 'html') return { words: readHtml(text) };
  if (format === 'text') return { words: text };
  const body = parseJson(text);
  if (isObject(body)) return readEnvelope(body);
  return { words: asText(body) };
}

/** Statuses whose meaning is the record's or the user's, as long as the API said so: a proxy or a gate says them of everything. */
const aboutTheRecord = new Set([403, 404, 410]);

function kindOf(status: number, { code, words }: Words, format: AnswerFormat): ZendeskErrorKind {
  if (format === 'html' && aboutTheRecord.has(status)) return 'unavailable';
  if (code === 'TooManyJobs' || code === 'APIRateLimitExceeded') return 'rate_limited';
  if (code === 'IdempotentRequestError') return 'idempotency_mismatch';
  if (status >= 300 && status < 400) return 'redirected';
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 404 || status === 410)
    return /^no help desk at /i.test(words ?? '') ? 'account_not_found' : 'not_found';
  if (status === 408) return 'timeout';
  if (status === 409) return 'conflict';
  if (status === 429) return 'rate_limited';
  return status >= 500 ? 'unavailable' : 'validation';
}

/** A refused request was not carried out; behind a 5xx or a 408 it may have been, half way or whole. */
const isOutcomeUnknown = (status: number, kind: ZendeskErrorKind) =>
  kind === 'timeout' || (kind === 'unavailable' && status >= 500);

/** @param answer any answer whose status is not 2xx. @param call method and path, for the log. */
export function toAnswerError(answer: Answer, call?: string): ZendeskError {
  const format = formatOf(answer.text);
  const said = readWords(answer.text, format);
  const kind = kindOf(answer.status, said, format);
  const fieldWords = Object.values(said.details ?? {}).flatMap((entries) =>
    entries.map((entry) => entry.description),
  );
  const words = [said.words, fieldWords.join(' ')].filter(Boolean).join(': ');
  return new ZendeskError({
    kind,
    outcome: isOutcomeUnknown(answer.status, kind) ? 'unknown' : 'refused',
    status: answer.status,
    code: said.code && tidy(said.code),
    words: tidy(words) || undefined,
    details: said.details,
    // A limit's reset tells when calls are free again: that is the wait of a refused one, and of no other failure.
    retryAfterMs:
      readRetryAfterMs(answer.headers) ?? (kind === 'rate_limited' ? readResetMs(answer.headers) : undefined),
    requestId: answer.headers.get('x-request-id') ?? undefined,
    format,
    call,
  });
}
