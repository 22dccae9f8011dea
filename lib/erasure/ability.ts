/**
 * Whether the connected account can do what an erasure asks of it: looked at where erasures are set up, so that the merchant learns
 * it before an author's wish waits for it.
 */
import { openClient } from '@/lib/connection/connections';
import { db } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { isZendeskError } from '@/lib/zendesk/errors';
import { getAccountSettings } from '@/lib/zendesk/resources/settings';

/**
 * `no_workspace`: links, pictures and closed tickets cannot be blackened. `no_deletion`: on some plans redaction, too, needs the
 * right of agents to delete tickets.
 */
export type ErasureAbility = 'whole' | 'no_workspace' | 'no_deletion';

/** The page is there for more than this: an account that takes longer is not waited for. */
const patienceMs = 3_000;

/** @returns null without a connection, and where the account does not tell. */
export async function findErasureAbility(websiteId: string): Promise<ErasureAbility | null> {
  const connection = await db.zendeskConnection.findUnique({ where: { websiteId } });
  if (connection?.state !== 'active') return null;
  try {
    const client = await openClient(connection.id);
    const settings = await getAccountSettings(client, { signal: AbortSignal.timeout(patienceMs) });
    if (settings.agentWorkspace === false) return 'no_workspace';
    if (settings.ticketDeletion === false) return 'no_deletion';
    return settings.agentWorkspace ? 'whole' : null;
  } catch (error) {
    if (isZendeskError(error) || error instanceof AppError) return null;
    throw error;
  }
}
