/** A connection's client whose every call first asks the account's budget, in its lane. */
import { EndpointClosed, lanes, type AccountBudget, type Lane } from '@/lib/zendesk/budget';
import { endpointOf } from '@/lib/zendesk/endpoints';
import type { ZendeskClient, ZendeskRequest } from '@/lib/zendesk/client';
import { ZendeskError } from '@/lib/zendesk/errors';

/** Nothing was sent: the endpoint is closed, or waiting ended with the caller's own end. */
function notSent({ method, path }: ZendeskRequest<unknown>, reason: unknown): ZendeskError {
  const call = `${method} ${path}`;
  if (!(reason instanceof EndpointClosed))
    return new ZendeskError({ kind: 'connection', outcome: 'refused', code: 'ABORTED', call });
  return new ZendeskError({
    kind: 'rate_limited',
    outcome: 'refused',
    code: 'EndpointClosed',
    words: 'The limit of this kind of call is used up.',
    // As Zendesk itself would say it of an endpoint.
    format: 'json',
    retryAfterMs: reason.waitMs,
    call,
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
      } catch (error) {
        throw notSent(wanted, error);
      }
      try {
        return await client.request(wanted);
      } finally {
        budget.release(endpoint);
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
