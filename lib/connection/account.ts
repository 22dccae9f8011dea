/**
 * A merchant's account at Zendesk as this deployment calls it: its address, and who calls. Every client and every token request is
 * made from here, so that no call can leave without the headers a Marketplace listing has to send.
 */
import { env } from '@/lib/platform/env';
import { accountUrl } from '@/lib/zendesk/account';

export type ZendeskAccount = { baseUrl: string; headers: Readonly<Record<string, string>> };

/** The headers Zendesk asks of a listed integration; none for a deployment that is not listed. */
export function marketplaceHeaders(): Record<string, string> {
  const listing = env.zendeskMarketplace;
  if (!listing) return {};
  return {
    'x-zendesk-marketplace-name': listing.name,
    'x-zendesk-marketplace-organization-id': listing.organizationId,
    'x-zendesk-marketplace-app-id': listing.appId,
  };
}

/** @throws AppError `subdomain_invalid`. */
export function zendeskAccount(subdomain: string): ZendeskAccount {
  return { baseUrl: accountUrl(env.zendeskUrl, subdomain), headers: marketplaceHeaders() };
}
