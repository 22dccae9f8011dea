/** Accounts of the practice Zendesk for tests of our objects: one for each test, so that none sees the other's. */
import type { PracticeZendesk } from '../../../e2e/zendesk/server';
import { apiTokenAuth } from '@/lib/zendesk/auth';
import { createZendeskClient, type ZendeskClient } from '@/lib/zendesk/client';
import type { WantedObjects } from '@/lib/zendesk/provisioning';

export const websiteId = '3f0f7d6e-2b0b-4d6e-9c55-0123456789ab';
export const otherWebsiteId = '8a1c2b3d-4e5f-4a6b-8c7d-ba9876543210';

export type PracticeAccount = { subdomain: string; client: ZendeskClient };

/** @returns a function that opens a new account, signed in as its administrator. */
export function accountOpener(practice: () => PracticeZendesk): () => Promise<PracticeAccount> {
  let count = 0;
  return async () => {
    count += 1;
    const subdomain = `objects-${count}`;
    await practice().control.createAccount({ subdomain });
    return { subdomain, client: openAs(practice(), subdomain, 'admin') };
  };
}

export function openAs(practice: PracticeZendesk, subdomain: string, localPart: string): ZendeskClient {
  const auth = apiTokenAuth({
    email: `${localPart}@${subdomain}.test`,
    apiToken: `zt-${subdomain}-demo-token`,
  });
  return createZendeskClient({ baseUrl: `${practice.url}/${subdomain}`, auth });
}

export function wantedObjects(changes: Partial<WantedObjects> = {}): WantedObjects {
  return {
    websiteId,
    known: {},
    endpoint: 'http://127.0.0.1:9/api/zendesk/webhooks/connection-1',
    apiKey: 'vr-key-1',
    titles: { field: 'idVente', webhook: 'NetReviews', trigger: 'Verified Reviews: Maison Lune' },
    exempt: false,
    ...changes,
  };
}
