/** The agent behind a panel, in the account's own words: the name that is recorded with each action. */
import { openClient } from '@/lib/applications/connections';
import { db } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { isZendeskError } from '@/lib/zendesk/errors';
import { isStaff, listUsers } from '@/lib/zendesk/resources/users';

export type PanelAgent = {
  id: string;
  name: string;
  isAdmin: boolean;
  /** What Zendesk lets the agent see beside all: null for everything. */
  restriction: string | null;
};

/** A person's name and rights may be this old. */
const freshMs = 5 * 60_000;
const maxKnown = 5_000;
const known = new Map<string, { agent: PanelAgent; until: number }>();

/**
 * @param claimedName what the panel says; used only while the account cannot be asked.
 * @throws AppError `forbidden` for somebody who is no agent of the account (any more).
 */
export async function findAgent(
  websiteId: string,
  agentId: string,
  claimedName: string,
): Promise<PanelAgent> {
  const connection = await db.zendeskConnection.findUnique({ where: { websiteId } });
  const fallback = {
    id: agentId,
    name: claimedName.trim() || `Zendesk ${agentId}`,
    isAdmin: false,
    restriction: null,
  };
  if (connection?.state !== 'active') return fallback;
  const key = `${connection.id}:${agentId}`;
  const found = known.get(key);
  if (found && found.until > Date.now()) return found.agent;
  const agent = await askAccount(connection.id, agentId, fallback);
  if (known.size >= maxKnown) known.clear();
  known.set(key, { agent, until: Date.now() + freshMs });
  return agent;
}

async function askAccount(connectionId: string, agentId: string, fallback: PanelAgent): Promise<PanelAgent> {
  try {
    const [user] = await listUsers(await openClient(connectionId), [Number(agentId)]);
    if (!isStaff(user) || user?.active === false || user?.suspended === true)
      throw new AppError('forbidden', { detail: 'Only agents of the account may use the panel.' });
    const restriction = typeof user?.ticket_restriction === 'string' ? user.ticket_restriction : null;
    return {
      id: agentId,
      name: user?.name?.trim() || fallback.name,
      isAdmin: user?.role === 'admin',
      restriction,
    };
  } catch (error) {
    if (isZendeskError(error) || (error instanceof AppError && error.code === 'connection_missing'))
      return fallback;
    throw error;
  }
}
