import { createHmac } from 'node:crypto';

/** The secret of test calls for a webhook that is not saved yet; public, and the same for everyone. */
export const UNSAVED_WEBHOOK_SECRET = 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==';

/**
 * @param secret the signing secret as given: its base64 is never decoded
 * @param timestamp the text of the timestamp header
 * @param body the raw body; empty for GET and DELETE
 * @returns base64 of HMAC-SHA256 over timestamp followed by body
 */
export function sign(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}${body}`).digest('base64');
}
