/** A connection's client whose every call first asks the account's budget, in its lane. */
import { lanes, endpointOf, type AccountBudget, type Lane } from '@/lib/zendesk/budget';
import type { ZendeskClient, ZendeskRequest } from '@/lib/zendesk/client';
import { ZendeskError } from '@/lib/zendesk/errors';

/** Waiting for the budget ended with the caller's own end: nothing was sent. */
function aborted({ method, path }: ZendeskRequest<unknown>): ZendeskError {
  return new ZendeskError({
    kind: 'connection',
    outcome: 'refused',
    code: 'ABORTED',
    call: `${method} ${path}`,
  });
}

function budgeted(
  client: ZendeskClient,
  budget: AccountBudget,
  { caller, lane, signal }: { caller: string; lane: Lane; signal: AbortSignal },
): ZendeskClient {
  return {
    baseUrl: client.baseUrl,
    async request(wanted) {
      const endpoint = endpointOf(wanted.method, wanted.path);
      try {
        await budget.acquire({ lane, caller, endpoint }, signal);
      } catch {
        throw aborted(wanted);
      }
      try {
        return await client.request(wanted);
      } finally {
        budget.release();
      }
    },
  };
}

/** @param caller the connection: the websites of one account take turns. */
export function inLanes(
  client: ZendeskClient,
  budget: AccountBudget,
  caller: string,
  signal: AbortSignal,
): Record<Lane, ZendeskClient> {
  const entries = lanes.map((lane) => [lane, budgeted(client, budget, { caller, lane, signal })] as const);
  return Object.fromEntries(entries) as Record<Lane, ZendeskClient>;
}
