/** Whether Zendesk shows a ticket to an agent whom it keeps to some: the panel shows its review to nobody else. */
import { z } from 'zod';
import { openClient } from '@/lib/connection/connections';
import { db } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { unknownRestriction, unprovenRestriction } from '@/lib/sidebar/agents';
import type { SidebarCaller } from '@/lib/sidebar/caller';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { isZendeskError } from '@/lib/zendesk/errors';
import { apiPath, idSchema } from '@/lib/zendesk/resources/identifiers';
import { getTicket, type Ticket } from '@/lib/zendesk/resources/tickets';
import { listAgents } from '@/lib/zendesk/resources/users';

const freshMs = 60_000;
const maxKnown = 5_000;
const known = new Map<string, { sees: boolean; until: number }>();

const memberships = z.looseObject({
  group_memberships: z.array(z.looseObject({ group_id: idSchema })),
});

async function isInGroup(client: ZendeskClient, agentId: string, ticket: Ticket): Promise<boolean> {
  const answer = await client.request({
    method: 'GET',
    path: apiPath('users', agentId, 'group_memberships'),
    schema: memberships,
  });
  return answer.group_memberships.some(({ group_id: id }) => id === ticket.group_id);
}

/** Whether no agent is kept to some tickets: then whoever asks may see this one. With more agents than one page, nobody knows. */
async function isOpenToAll(client: ZendeskClient, ticketId: bigint): Promise<boolean> {
  const { agents, isAll } = await listAgents(client);
  if (!isAll || agents.some(({ ticket_restriction: kept }) => kept != null)) return false;
  await getTicket(client, Number(ticketId));
  return true;
}

async function ask(client: ZendeskClient, { agent }: SidebarCaller, ticketId: bigint): Promise<boolean> {
  if (agent.restriction === unprovenRestriction) return isOpenToAll(client, ticketId);
  const ticket = await getTicket(client, Number(ticketId));
  const isTheirs = String(ticket.assignee_id) === agent.id || String(ticket.requester_id) === agent.id;
  if (isTheirs || agent.restriction !== 'groups') return isTheirs;
  return isInGroup(client, agent.id, ticket);
}

/** Where the account cannot be asked about a restricted agent, the answer is no. */
export async function agentSees(caller: SidebarCaller, ticketId: bigint): Promise<boolean> {
  const { agent, website } = caller;
  if (agent.restriction === null || agent.restriction === unknownRestriction) return true;
  const key = `${website.id}:${agent.id}:${ticketId}`;
  const found = known.get(key);
  if (found && found.until > Date.now()) return found.sees;
  const connection = await db.zendeskConnection.findUnique({ where: { websiteId: website.id } });
  if (!connection) return false;
  let sees: boolean;
  try {
    sees = await ask(await openClient(connection.id), caller, ticketId);
  } catch (error) {
    if (isZendeskError(error) || error instanceof AppError) return false;
    throw error;
  }
  if (known.size >= maxKnown) known.clear();
  known.set(key, { sees, until: Date.now() + freshMs });
  return sees;
}
