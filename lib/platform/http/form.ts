import { AppError } from '@/lib/platform/errors';
import { readBytes } from '@/lib/platform/http/body';

/**
 * A form as a browser sends it, with or without files. The whole body counts against the limit, and nothing is parsed
 * before it is known to fit.
 * @throws AppError `unsupported_media_type`, `too_large` or `malformed`.
 */
export async function readForm(request: Request, maxBytes: number): Promise<FormData> {
  const contentType = request.headers.get('content-type') ?? '';
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(contentType)) {
    throw new AppError('unsupported_media_type', { detail: 'Send the form as a browser does.' });
  }
  const bytes = await readBytes(request, maxBytes);
  try {
    return await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData();
  } catch (cause) {
    throw new AppError('malformed', { detail: 'The body is not a form.', cause });
  }
}
