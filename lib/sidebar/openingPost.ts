/** The signed opening as Zendesk posts it: a form with one field. Read ahead of the page, which never sees a body. */
export const openingTokenHeader = 'x-sidebar-token';

/** More than any token of Zendesk's; a header may not be longer than a server takes. */
const maxLength = 8_000;

/** @returns the token; an empty text, which no check lets in, for a post that holds none. */
export async function readOpeningPost(request: Request): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > maxLength * 2) return '';
  try {
    const token = (await request.formData()).get('token');
    return typeof token === 'string' && token.length <= maxLength && /^[\x21-\x7e]*$/.test(token)
      ? token
      : '';
  } catch {
    return '';
  }
}
