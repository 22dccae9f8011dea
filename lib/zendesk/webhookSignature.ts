/**
 * Is this delivery really from the merchant's Zendesk, and fresh? The signature covers the timestamp header followed by the body,
 * byte for byte: verify first, parse later. The key is the secret as text; decoding its base64 gives a wrong key.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export type SignatureVerdict = 'ok' | 'bad_signature' | 'stale' | 'missing';

export type SignedDelivery = {
  rawBody: Buffer | Uint8Array | string;
  /** `X-Zendesk-Webhook-Signature`. */
  signature: string | null | undefined;
  /** `X-Zendesk-Webhook-Signature-Timestamp`, ISO 8601. */
  timestamp: string | null | undefined;
  /** Any of them may have signed, so that a secret can be changed while deliveries are on their way. */
  secrets: readonly string[];
  /** Real time, not the product's: Zendesk knows nothing of a moved clock. */
  at: Date;
  maxAgeMs?: number;
};

const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})$/;
const base64Sha256 = /^[A-Za-z0-9+/]{43}=$/;

const hmac = (secret: string, timestamp: string, rawBody: SignedDelivery['rawBody']) =>
  createHmac('sha256', secret).update(timestamp).update(rawBody);

/** @returns base64 of HMAC-SHA256 over timestamp and body. */
export function signDelivery(
  secret: string,
  timestamp: string,
  rawBody: Buffer | Uint8Array | string,
): string {
  return hmac(secret, timestamp, rawBody).digest('base64');
}

/**
 * Compares in constant time and looks at the age only afterwards, so that an answer never tells a forger anything.
 * A delivery more than `maxAgeMs` (5 minutes) old, or as far in the future, is stale.
 */
export function verifySignature(delivery: SignedDelivery): SignatureVerdict {
  const { rawBody, signature, timestamp, secrets, at, maxAgeMs = 5 * 60_000 } = delivery;
  if (!signature || !timestamp) return 'missing';
  const given = Buffer.from(base64Sha256.test(signature) ? signature : '', 'base64');
  let isSigned = false;
  for (const secret of secrets) {
    const expected = hmac(secret, timestamp, rawBody).digest();
    if (given.length === expected.length && timingSafeEqual(given, expected)) isSigned = true;
  }
  if (!isSigned) return 'bad_signature';
  const signedAtMs = isoTime.test(timestamp) ? Date.parse(timestamp) : Number.NaN;
  return Math.abs(at.getTime() - signedAtMs) <= maxAgeMs ? 'ok' : 'stale';
}
