import type { ConnectionView } from '@/lib/connection/queries';
import { connectionMethods, type ConnectionFormValues, type ConnectionMethod } from '@/lib/connection/schema';

export type ConnectionCardProps = {
  connection: ConnectionView | null;
  website: { name: string; timeZone: string };
  tokenDaysLeft: number;
  /** The ways a new connection may be made here, in the order shown; one that exists keeps its own. */
  offered: readonly ConnectionMethod[];
  accountUrlTemplate: string;
};

/** What is offered, and the method of a connection that exists. */
export function shownMethods(
  connection: ConnectionView | null,
  offered: readonly ConnectionMethod[],
): ConnectionMethod[] {
  const own = connection !== null && connection.state !== 'off' ? connection.method : null;
  return connectionMethods.filter((method) => offered.includes(method) || method === own);
}

/** What the form starts from. The secret is write-only, so it always starts empty. */
export function toValues(
  connection: ConnectionView | null,
  offered: readonly ConnectionMethod[],
): ConnectionFormValues {
  const [method = 'oauth_client_credentials'] = shownMethods(connection, offered);
  return {
    method:
      connection && shownMethods(connection, offered).includes(connection.method)
        ? connection.method
        : method,
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
