import { generateKeyPairSync } from 'node:crypto';
import type { Account } from '../state/account';
import type { AppRow } from '../state/app-rows';

/** The app's own RSA pair; made in one synchronous step when first needed, so that two callers never get two. */
export function keysOf(account: Account, app: AppRow): NonNullable<AppRow['keys']> {
  if (app.keys) return app.keys;
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const keys = { privatePem: privateKey, publicPem: publicKey };
  account.apps.save({ ...app, keys });
  return keys;
}
