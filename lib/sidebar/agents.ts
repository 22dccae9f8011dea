/** The agent behind a panel, in the account's own words: the name that is recorded with each action. */
import { openClient } from '@/lib/connection/connections';
import { db } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { isZendeskError } from '@/lib/zendesk/errors';
import { isStaff, listUsers } from '@/lib/zendesk/resources/users';

export type PanelAgent = {
  id: string;
  name: string;
  isAdmin: boolean;
  /** To which tickets Zendesk keeps the agent: null for none, `unknown` while the account cannot be asked. */
  restriction: string | null;
};

/** Of somebody who has not proven who they are: they see what every agent of the account sees, and no search. */
export const unprovenRestriction = 'unproven';

/** Let in by the website's key through the account's proxy: some agent of the account. What the panel says of itself is no proof. */
export const unprovenAgent: PanelAgent = {
  id: '',
  name: 'Zendesk agent',
  isAdmin: false,
  restriction: unprovenRestriction,
};

/** Of somebody the account could not be asked about: the ticket Zendesk shows them is theirs, a search is not. */
export const unknownRestriction = 'unknown';

/** A person's name and rights may be this old; older ones still count for more than nothing while the account cannot be asked. */
const freshMs = 5 * 60_000;
/** How soon an account that did not answer is asked again. */
const retryMs = 30_000;
const maxKnown = 5_000;
const known = new Map<string, { agent: PanelAgent; until: number }>();

/**
 * @param agentId as Zendesk signed it.
 * @throws AppError `forbidden` for somebody who is no agent of the account (any more).
 */
export async function findAgent(websiteId: string, agentId: string): Promise<PanelAgent> {
  const connection = await db.zendeskConnection.findUnique({ where: { websiteId } });
  const fallback = {
    id: agentId,
    name: `Zendesk ${agentId}`,
    isAdmin: false,
    restriction: unknownRestriction,
  };
  if (!connection) return fallback;
  const key = `${connection.id}:${agentId}`;
  const found = known.get(key);
  if (found && found.until > Date.now()) return found.agent;
  if (connection.state !== 'active') return found?.agent ?? fallback;
  const last = found?.agent ?? fallback;
  const agent = await askAccount(connection.id, agentId, last);
  if (known.size >= maxKnown) known.clear();
  known.set(key, { agent, until: Date.now() + (agent === last ? retryMs : freshMs) });
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
