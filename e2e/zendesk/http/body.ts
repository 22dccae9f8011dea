import { ApiError, invalidAttribute, parameterMissing, unparsable } from './errors';
import type { JsonObject, PracticeContext } from './context';
import { isObject } from './reply';

const MAX_BODY_BYTES = 10 * 1024 * 1024;

/**
 * The request's JSON object.
 * @throws ApiError 415 for another content type, 413 beyond 10 MB (both bodies unconfirmed), 422 for bad JSON
 */
export async function readJson(c: PracticeContext): Promise<JsonObject> {
  const text = await c.req.text();
  if (Buffer.byteLength(text) > MAX_BODY_BYTES) throw new ApiError(413, 'Payload too large');
  if (text === '') return {};
  if (!(c.req.header('content-type') ?? '').toLowerCase().includes('application/json')) {
    throw new ApiError(415, 'Content-Type must be application/json');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unparsable();
  }
  if (!isObject(value)) throw unparsable();
  return value;
}

/** The object under the root key that every write wraps its record in, such as `ticket`. */
export async function readRecord(c: PracticeContext, root: string): Promise<JsonObject> {
  return recordIn(await readJson(c), root);
}

export function recordIn(body: JsonObject, root: string): JsonObject {
  const record = body[root];
  if (record === undefined || record === null) throw parameterMissing(root);
  if (!isObject(record)) throw invalidAttribute(root, 'It must be an object.');
  return record;
}

/** A text, trimmed of nothing; null for absent or null; numbers and booleans become text as they do in Zendesk. */
export function optionalText(value: unknown, attribute: string): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw invalidAttribute(attribute, 'It must be a string.');
}

export function optionalInteger(value: unknown, attribute: string): number | null {
  if (value === undefined || value === null || value === '') return null;
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number)) return number;
  throw invalidAttribute(attribute, `Invalid parameter: ${attribute} must be an integer`);
}

/** Booleans arrive as such or as their words. */
export function toBoolean(value: unknown, fallback: boolean): boolean {
  if (value === undefined || value === null) return fallback;
  return value === true || value === 'true' || value === 1 || value === '1';
}

/** The integer id in the path. */
export function pathId(c: PracticeContext, name = 'id'): number {
  const text = c.req.param(name) ?? '';
  if (!/^\d{1,16}$/.test(text)) {
    throw invalidAttribute(name, `Invalid parameter: ${name} must be an integer`);
  }
  return Number(text);
}
