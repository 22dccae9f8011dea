import { createHmac, generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { readClaim, verifyOpening } from '@/lib/sidebar/opening';

const pair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

const at = new Date('2026-03-10T10:00:00Z');
const seconds = (offset: number) => Math.floor(at.getTime() / 1000) + offset;
const origin = 'https://boutique-fr.zendesk.com';
const good = {
  aud: `${origin}/api/v2/apps/installations/41.json`,
  iss: 'boutique-fr.zendesk.com',
  sub: `${origin}/api/v2/users/77.json`,
  iat: seconds(-10),
  exp: seconds(60),
  context: { product: 'support', location: 'ticket_sidebar' },
};

let ours: ReturnType<typeof pair>;
let theirs: ReturnType<typeof pair>;
beforeAll(() => {
  ours = pair();
  theirs = pair();
});

const expected = () => ({
  account: origin,
  installationId: 41n,
  publicKey: ours.publicKey,
});

async function sign(claims: object, keys = ours): Promise<string> {
  const { createPrivateKey } = await import('node:crypto');
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'RS256' })
    .sign(createPrivateKey(keys.privateKey));
}
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const unsigned = (header: object, claims: object) => `${part(header)}.${part(claims)}`;

describe('a signed opening', () => {
  it('names the agent when all of it fits', async () => {
    expect(await verifyOpening(await sign(good), expected(), at)).toEqual({ agentId: '77' });
  });

  it('takes the audience without its ending, and an account at the address the deployment gives it', async () => {
    const account = 'http://127.0.0.1:4000/boutique-fr';
    const aud = `${account}/api/v2/apps/installations/41`;
    const token = await sign({ ...good, aud, iss: '127.0.0.1:4000/boutique-fr' });
    expect(await verifyOpening(token, { ...expected(), account }, at)).toEqual({ agentId: '77' });
    await expect(verifyOpening(token, expected(), at)).rejects.toMatchObject({ code: 'unauthorized' });
  });

  it.each<[string, () => Promise<string> | string]>([
    ['no algorithm', () => `${unsigned({ alg: 'none' }, good)}.`],
    ['no algorithm, spelled otherwise', () => `${unsigned({ alg: 'NONE', typ: 'JWT' }, good)}.`],
    [
      'HS256 with the public key as the secret',
      () => {
        const body = unsigned({ alg: 'HS256' }, good);
        return `${body}.${createHmac('sha256', ours.publicKey).update(body).digest('base64url')}`;
      },
    ],
    ['another app’s key', () => sign(good, theirs)],
    ['another installation’s audience', () => sign({ ...good, aud: good.aud.replace('41', '42') })],
    ['an audience on another host', () => sign({ ...good, aud: good.aud.replace('boutique-fr', 'evil') })],
    ['another account as issuer', () => sign({ ...good, iss: 'boutique-en.zendesk.com' })],
    ['no issuer', () => sign({ ...good, iss: undefined })],
    ['no end', () => sign({ ...good, exp: undefined })],
    ['no agent', () => sign({ ...good, sub: undefined })],
    ['an agent that is no user of the account', () => sign({ ...good, sub: 'admin' })],
    ['made in the future', () => sign({ ...good, iat: seconds(600), exp: seconds(900) })],
    ['made a day ahead', () => sign({ ...good, iat: seconds(86_400), exp: seconds(86_460) })],
    ['an end far away', () => sign({ ...good, exp: 1e20 })],
    ['a life of a day', () => sign({ ...good, exp: seconds(86_400) })],
    ['an end before it was made', () => sign({ ...good, iat: seconds(50), exp: seconds(40) })],
    ['not valid yet', () => sign({ ...good, nbf: seconds(600) })],
    [
      'claims changed after signing',
      async () => {
        const [header, , mac] = (await sign(good)).split('.');
        return [header, part({ ...good, sub: `${origin}/api/v2/users/1.json` }), mac].join('.');
      },
    ],
    ['a key smuggled in by the header', () => unsignedWithKey()],
    ['nothing of the kind', () => 'x.y.z'],
    ['an empty text', () => ''],
  ])('is refused: %s', async (_name, make) => {
    await expect(verifyOpening(await make(), expected(), at)).rejects.toMatchObject({ code: 'unauthorized' });
  });

  async function unsignedWithKey(): Promise<string> {
    const { createPrivateKey, createPublicKey } = await import('node:crypto');
    const jwk = createPublicKey(theirs.publicKey).export({ format: 'jwk' });
    return new SignJWT({ ...good })
      .setProtectedHeader({ alg: 'RS256', jwk })
      .sign(createPrivateKey(theirs.privateKey));
  }

  it('is over after its end, and says so apart from forgeries', async () => {
    const token = await sign({ ...good, iat: seconds(-600), exp: seconds(-300) });
    await expect(verifyOpening(token, expected(), at)).rejects.toMatchObject({ code: 'session_ended' });
  });

  it('says which installation it is of before anything is proven, and nothing else', async () => {
    const template = 'https://{subdomain}.zendesk.com';
    expect(readClaim(await sign(good), template)).toEqual({ subdomain: 'boutique-fr', installationId: 41n });
    for (const aud of [
      'https://evil.example/api/v2/apps/installations/41.json',
      'https://boutique-fr.zendesk.com.evil.example/api/v2/apps/installations/41.json',
      'https://a/b.zendesk.com/api/v2/apps/installations/41.json',
      `${good.aud}/../42.json`,
      undefined,
    ])
      expect(() => readClaim(`${unsigned({ alg: 'none' }, { ...good, aud })}.`, template)).toThrow(/refused/);
    expect(() => readClaim('no token', template)).toThrow(/refused/);
  });
});
