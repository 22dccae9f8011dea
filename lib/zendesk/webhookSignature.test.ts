import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signDelivery, verifySignature } from '@/lib/zendesk/webhookSignature';

const secret = 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==';
const timestamp = '2021-03-25T05:09:27Z';
const rawBody = Buffer.from('{"event":"ticket.updated","id":123}');
const signature = 'S/RDdU2ERmj7LHDDoWJ2onPYH+t7/f2+LTM4dL7UiLM=';
const delivery = { rawBody, signature, timestamp, secrets: [secret], at: new Date(timestamp) };
const minutesLater = (minutes: number) => new Date(Date.parse(timestamp) + minutes * 60_000);

describe('verifySignature', () => {
  it('agrees with the known vector, whose key is the secret as text', () => {
    expect(signDelivery(secret, timestamp, rawBody)).toBe(signature);
    expect(verifySignature(delivery)).toBe('ok');
    expect(
      verifySignature({ ...delivery, secrets: [Buffer.from(secret, 'base64').toString('latin1')] }),
    ).toBe('bad_signature');
  });

  it('takes any of several secrets, and none without secrets', () => {
    expect(verifySignature({ ...delivery, secrets: ['new', secret] })).toBe('ok');
    expect(verifySignature({ ...delivery, secrets: [secret, 'old'] })).toBe('ok');
    expect(verifySignature({ ...delivery, secrets: ['new', 'old'] })).toBe('bad_signature');
    expect(verifySignature({ ...delivery, secrets: [] })).toBe('bad_signature');
  });

  it('accepts five minutes either way and no more', () => {
    for (const minutes of [-5, 0, 5])
      expect(verifySignature({ ...delivery, at: minutesLater(minutes) })).toBe('ok');
    for (const minutes of [-5.01, 5.01, 600])
      expect(verifySignature({ ...delivery, at: minutesLater(minutes) })).toBe('stale');
    expect(verifySignature({ ...delivery, at: minutesLater(600), maxAgeMs: 24 * 3_600_000 })).toBe('ok');
  });

  it('names what is missing before anything else', () => {
    for (const missing of [null, undefined, '']) {
      expect(verifySignature({ ...delivery, signature: missing })).toBe('missing');
      expect(verifySignature({ ...delivery, timestamp: missing })).toBe('missing');
    }
  });

  it('calls a well signed but unreadable time stale, and a forged one badly signed', () => {
    const words = 'tomorrow';
    const signed = { ...delivery, timestamp: words, signature: signDelivery(secret, words, rawBody) };
    expect(verifySignature(signed)).toBe('stale');
    expect(verifySignature({ ...delivery, timestamp: words })).toBe('bad_signature');
  });

  it('signs bytes, so that any body verifies and any other body, time or secret does not', () => {
    const bytes = fc.uint8Array({ maxLength: 300 });
    fc.assert(
      fc.property(
        bytes,
        bytes,
        fc.string({ minLength: 1 }),
        fc.string({ minLength: 1 }),
        (body, other, key, otherKey) => {
          const signed = {
            ...delivery,
            rawBody: body,
            secrets: [key],
            signature: signDelivery(key, timestamp, body),
          };
          expect(verifySignature(signed)).toBe('ok');
          if (!Buffer.from(body).equals(Buffer.from(other)))
            expect(verifySignature({ ...signed, rawBody: other })).toBe('bad_signature');
          // An HMAC key is padded with zero bytes, so a key and the same key with zeros after it are one.
          if (key.replace(/\0+$/, '') !== otherKey.replace(/\0+$/, ''))
            expect(verifySignature({ ...signed, secrets: [otherKey] })).toBe('bad_signature');
          expect(verifySignature({ ...signed, timestamp: '2021-03-25T05:09:28Z' })).toBe('bad_signature');
        },
      ),
    );
  });

  it('refuses any text that is not the signature, however it is shaped', () => {
    const shaped = fc.oneof(
      fc.string(),
      fc.base64String({ minLength: 44, maxLength: 44 }),
      fc.constant(`${signature} `),
      fc.constant(signature.toLowerCase()),
    );
    fc.assert(
      fc.property(
        shaped,
        (text) => text === signature || verifySignature({ ...delivery, signature: text }) !== 'ok',
      ),
    );
  });
});
