/**
 * The secret key of the current website, for the integration codes page. POST shows it (a POST because each look is noted in
 * the audit log), PUT replaces it: the old one stops working at once.
 */
import { transaction } from '@/lib/platform/db/client';
import { now } from '@/lib/platform/clock';
import { AppError } from '@/lib/platform/errors';
import { route } from '@/lib/platform/http/route';
import type { SessionContext } from '@/lib/platform/auth/session';
import { regenerateSecretKey, revealSecretKey } from '@/lib/websites/service';

const limit = { name: 'secret-key', points: 30, seconds: 600 };

function currentId(session: SessionContext): string {
  if (!session.current) throw new AppError('not_found', { detail: 'No website is current.' });
  return session.current.id;
}

export const POST = route({
  auth: 'session',
  permission: 'codes:read',
  limit,
  handler: ({ session }) => transaction((tx) => revealSecretKey(tx, currentId(session), session, now())),
});

export const PUT = route({
  auth: 'session',
  permission: 'codes:read',
  limit,
  handler: ({ session }) => transaction((tx) => regenerateSecretKey(tx, currentId(session), session, now())),
});
