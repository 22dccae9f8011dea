/** Signed links: `<id>.<mac>` over kind and id, so that a link of one kind or another row never opens this one. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { env } from '@/lib/platform/env';

function mac(kind: string, id: string): Buffer {
  return createHmac('sha256', env.authSecret).update(`link:${kind}:${id}`).digest().subarray(0, 18);
}

/** @param id any text without a dot, usually a UUID. */
export function signToken(kind: string, id: string): string {
  return `${id}.${mac(kind, id).toString('base64url')}`;
}

/** The id, or null when the token was not made by us for this kind. */
export function readToken(kind: string, token: string): string | null {
  const at = token.lastIndexOf('.');
  if (at < 1) return null;
  const id = token.slice(0, at);
  // Compared as text: a decoder overlooks stray characters, and one link must have one spelling.
  const given = Buffer.from(token.slice(at + 1));
  const expected = Buffer.from(mac(kind, id).toString('base64url'));
  return given.length === expected.length && timingSafeEqual(given, expected) ? id : null;
}

/**
 * 43 characters that only we can make out of `id`, for values that must not be kept anywhere: the same each time.
 * @param id unguessable by itself where the result must stay secret from those who know other ids.
 */
export function deriveText(kind: string, id: string): string {
  return createHmac('sha256', env.authSecret).update(`derive:${kind}:${id}`).digest('base64url');
}
