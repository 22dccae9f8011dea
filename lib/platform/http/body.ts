import { AppError } from '@/lib/platform/errors';
import { parseJson } from '@/lib/platform/http/json';

/** A caller who leaves in the middle of a body made no fault of ours: it is refused like any other body that is not whole. */
export function cutOff(cause: unknown): AppError {
  return new AppError('malformed', { detail: 'The body ended before it was whole.', cause });
}

async function* readChunks(request: Request): AsyncGenerator<Uint8Array> {
  try {
    yield* (request.body ?? []) as AsyncIterable<Uint8Array>;
  } catch (cause) {
    throw cutOff(cause);
  }
}

/**
 * Reads a body up to a limit, counting bytes as they come: a lying or missing Content-Length does not get more in.
 * @throws AppError `too_large`; `malformed` when the caller leaves before its end.
 */
export async function readBytes(request: Request, maxBytes: number): Promise<Buffer> {
  const tooLarge = () =>
    new AppError('too_large', { detail: `The body is larger than ${maxBytes} bytes.`, params: { maxBytes } });
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of readChunks(request)) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * @param nullCharacters `kept` where each part of the body is judged by a schema of its own: one row must not cost the others.
 * @throws AppError `unsupported_media_type`, `too_large` or `malformed`.
 */
export async function readJson(
  request: Request,
  maxBytes: number,
  nullCharacters: 'refused' | 'kept' = 'refused',
): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(type)) {
    throw new AppError('unsupported_media_type', { detail: 'Send the body as application/json.' });
  }
  const bytes = await readBytes(request, maxBytes);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const value = parseJson(text);
    // PostgreSQL text cannot hold a null character; refused here so that every later layer may rely on it.
    if (nullCharacters === 'refused' && text.includes('\\u0000') && JSON.stringify(value).includes('\\u0000'))
      throw new Error('null character');
    return value;
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('malformed', {
      detail: 'The body is not valid JSON in UTF-8 without null characters.',
      cause,
    });
  }
}
