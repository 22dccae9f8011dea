/** Authentication of shop systems and of the sidebar's proxied calls: HTTP Basic, user idWebsite, password the secret key. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { db } from '@/lib/platform/db/client';
import { isLetIn } from '@/lib/platform/auth/demoSignIns';
import { AppError } from '@/lib/platform/errors';

export type WebsiteContext = {
  id: string;
  merchantId: string;
  name: string;
  url: string;
  platform: string;
  locale: string;
  timeZone: string;
};

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** SHA-256 is enough: the key is 32 random bytes, not a password somebody chose. */
export function hashSecretKey(secretKey: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash('sha256').update(secretKey).digest());
}

/** Of no key: what is given is compared with it where there is no website, so that both take the same time. */
const noKeyHash = new Uint8Array(32);

/** @throws AppError `unauthorized`, alike for an unknown website and a wrong key. */
export async function authenticateWebsite(authorization: string | null): Promise<WebsiteContext> {
  const encoded = /^Basic ([\w+/=-]+)$/i.exec(authorization ?? '')?.[1];
  const [user = '', ...rest] = Buffer.from(encoded ?? '', 'base64')
    .toString('utf8')
    .split(':');
  const row = uuid.test(user) ? await db.website.findUnique({ where: { id: user.toLowerCase() } }) : null;
  const given = hashSecretKey(rest.join(':'));
  const isRight = timingSafeEqual(given, row?.secretKeyHash ?? noKeyHash);
  if (!row || !isRight || !isLetIn(row)) {
    throw new AppError('unauthorized', {
      detail:
        'Use HTTP Basic with the website id as user and its secret key as password (Integration codes page).',
      headers: { 'www-authenticate': 'Basic realm="Verified Reviews", charset="UTF-8"' },
    });
  }
  const { id, merchantId, name, url, platform, locale, timeZone } = row;
  return { id, merchantId, name, url, platform, locale, timeZone };
}
