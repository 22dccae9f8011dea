import { createHash, randomBytes } from 'node:crypto';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A ULID: webhooks, invocations and attempts carry one; they sort by time. */
export function ulid(nowMs: number): string {
  let time = '';
  for (let left = nowMs, i = 0; i < 10; i += 1, left = Math.floor(left / 32)) {
    time = `${CROCKFORD.charAt(left % 32)}${time}`;
  }
  const random = [...randomBytes(16)].map((byte) => CROCKFORD.charAt(byte % 32)).join('');
  return `${time}${random}`;
}

/** Job ids are `V3-` and hex. */
export function jobId(): string {
  return `V3-${randomBytes(16).toString('hex')}`;
}

/** An opaque credential: access tokens, refresh tokens, codes, sessions. */
export function secretToken(): string {
  return randomBytes(32).toString('hex');
}

/** A webhook signing secret: 44 characters of base64, used as a string and never decoded. */
export function signingSecret(): string {
  return randomBytes(32).toString('base64');
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
