import type { ConnectionView } from '@/lib/connection/queries';
import type { ConnectionFormValues } from '@/lib/connection/schema';

export type ConnectionCardProps = {
  connection: ConnectionView | null;
  website: { name: string; timeZone: string };
  tokenDaysLeft: number;
  /** Whether connecting by one click is offered here. */
  hasOneClick: boolean;
  accountUrlTemplate: string;
};

/** What the form starts from. The secret is write-only, so it always starts empty. */
export function toValues(connection: ConnectionView | null, hasOneClick: boolean): ConnectionFormValues {
  return {
    method: connection?.method ?? (hasOneClick ? 'oauth_code' : 'oauth_client_credentials'),
    subdomain: connection?.subdomain ?? '',
    email: connection?.email ?? '',
    // A one-click connection's client is the product's own, nothing for a person to fill in.
    clientId: (connection?.method === 'oauth_client_credentials' && connection.clientId) || '',
    secret: '',
    exemptNotifications: connection?.exemptNotifications ?? true,
    version: connection?.version ?? 0,
  };
}

/** Address of an account as people know it: without the scheme. */
export function toHost(template: string, subdomain: string): string {
  return template.replace('{subdomain}', subdomain).replace(/^https?:\/\//, '');
}
