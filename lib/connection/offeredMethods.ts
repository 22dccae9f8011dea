/**
 * Which ways to connect this deployment offers. Whoever serves several Zendesk customers may not collect their tokens or client
 * secrets, so a hosted deployment with an OAuth client of its own offers one click alone; a self-hosted one offers all.
 */
import { findGlobalClient } from '@/lib/connection/grant';
import { connectionMethods, type ConnectionInput, type ConnectionMethod } from '@/lib/connection/schema';
import type { ZendeskConnection } from '@/lib/platform/db/generated/client';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';

/** In the order they are shown; the first is chosen to begin with. */
export function offeredMethods(): ConnectionMethod[] {
  const hasClient = findGlobalClient() !== null;
  const isHosted = hasClient && env.appUrl.startsWith('https:');
  const wanted = env.zendeskConnectionMethods ?? (isHosted ? ['oauth_code'] : connectionMethods);
  return connectionMethods.filter(
    (method) => wanted.includes(method) && (method !== 'oauth_code' || hasClient),
  );
}

type Existing = Pick<ZendeskConnection, 'method' | 'subdomain' | 'state'> | null;

/**
 * A live connection goes on with its method in its account, whatever is offered to new ones.
 * @throws AppError `method_not_offered`.
 */
export function requireOffered(
  { method, subdomain }: Pick<ConnectionInput, 'method' | 'subdomain'>,
  existing: Existing,
): void {
  const goesOn =
    existing !== null &&
    existing.state !== 'disconnected' &&
    existing.method === method &&
    existing.subdomain === subdomain;
  if (goesOn || offeredMethods().includes(method)) return;
  const message = 'This way to connect is not offered here.';
  const field = { path: 'method', code: 'method_not_offered', message };
  throw new AppError('method_not_offered', { detail: message, fields: [field] });
}
