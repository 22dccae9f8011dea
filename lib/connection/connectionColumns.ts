/** What of a form's input a connection is stored by, and what of it decides whose its secrets are. */
import type { ConnectionInput } from '@/lib/connection/schema';
import type { ZendeskConnection } from '@/lib/platform/db/generated/client';
import { env } from '@/lib/platform/env';

/** The part of a connection that a stored secret belongs to: a secret typed for one account is never sent to another. */
export function credentialKey(
  row: Pick<ZendeskConnection, 'method' | 'subdomain' | 'email' | 'oauthClientId'>,
): string {
  const identity =
    row.method === 'oauth_client_credentials' || row.method === 'oauth_code'
      ? row.oauthClientId
      : row.method === 'password'
        ? row.email
        : '';
  return [row.method, row.subdomain, identity].join(' ');
}

/** The columns that a form's input fills. */
export function toColumns(input: ConnectionInput) {
  const { subdomain, method, exemptNotifications } = input;
  const hasPerson = input.method === 'api_token' || input.method === 'password';
  const oauthClientId =
    input.method === 'oauth_client_credentials'
      ? input.clientId
      : input.method === 'oauth_code'
        ? (env.zendeskOauthClientId ?? null)
        : null;
  return { subdomain, method, email: hasPerson ? input.email : null, oauthClientId, exemptNotifications };
}
