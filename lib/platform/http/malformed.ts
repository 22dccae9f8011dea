/**
 * Requests no route could answer, judged in one place ahead of pages and routes: what cannot be decoded is the caller's mistake and
 * gets a problem with a request id, never a failure on our side. Pure but for the answer.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '@/lib/platform/errors';
import { toProblem } from '@/lib/platform/http/problem';

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const maxUrlLength = 8192;

function isDecodable(part: string): boolean {
  try {
    return !decodeURIComponent(part).includes('\0');
  } catch {
    return false;
  }
}

/** @param target of the request line, as it came. @returns null for a request that may go on. */
export function findMalformed(method: string, target: string): AppError | null {
  if (!methods.has(method))
    return new AppError('method_not_allowed', { detail: 'This method is not known here.' });
  const refuse = (detail: string) => new AppError('malformed', { detail });
  if (!target.startsWith('/')) return refuse('The address is not a path.');
  if (target.length > maxUrlLength) return refuse('The address is too long.');
  const [path = '', query = ''] = target.split(/[?#]/, 2);
  if (!isDecodable(path)) return refuse('The path cannot be decoded.');
  // A query may hold what people typed: only what no text column takes is refused.
  return query.includes('%00') ? refuse('The query holds a null character.') : null;
}

/** Answers a malformed request. @param note writes one line of level info. @returns whether it did. */
export function refuseMalformed(
  request: IncomingMessage,
  response: ServerResponse,
  note: (facts: object, words: string) => void,
): boolean {
  const { method = '', url = '' } = request;
  const fault = findMalformed(method, url);
  if (!fault) return false;
  const requestId = randomUUID();
  note({ requestId, method, code: fault.code }, fault.message);
  const text = JSON.stringify(toProblem(fault, requestId));
  response.writeHead(fault.status, {
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-request-id': requestId,
    ...fault.headers,
    connection: 'close',
  });
  response.end(method === 'HEAD' ? undefined : text);
  request.resume();
  return true;
}
