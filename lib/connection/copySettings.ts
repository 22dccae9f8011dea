/** Takes over what another website of the same merchant has set. Each website keeps its own connection, objects and secrets. */
import { audit, type Caller } from '@/lib/platform/audit';
import { lockConnection, type StoredConnection } from '@/lib/connection/connectionStore';
import { setUpObjects } from '@/lib/connection/objects';
import type { CopySettingsInput } from '@/lib/connection/schema';
import { findConnection } from '@/lib/connection/service';
import { transaction, type Tx } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import {
  getChatSettings,
  getModerationSettings,
  saveChatSettings,
  saveModerationSettings,
} from '@/lib/websites/settings';

type Part = CopySettingsInput['parts'][number];
/** What was taken over, and what could not be: groups, people, brands and forms mean nothing in another account. */
export type Copied = { parts: Part[]; isOtherAccount: boolean };

/**
 * @param caller manages the website that is written to.
 * @param mayRead whether the session may manage the website that is read.
 * @throws AppError `not_found` for a website of somebody else.
 */
export async function copySettings(
  caller: Caller,
  input: CopySettingsInput,
  mayRead: (websiteId: string) => boolean,
): Promise<Copied> {
  if (!mayRead(input.from) || input.from === caller.websiteId)
    throw new AppError('not_found', { detail: 'There is no such website to copy from.' });
  const source = await findConnection(input.from);
  const parts = input.parts.filter((part) => part !== 'tickets' || source !== null);
  const outcome = await transaction(async (tx) => {
    const target = await lockConnection(tx, caller.websiteId);
    const done: Part[] = [];
    for (const part of parts)
      if (await copyPart[part](tx, caller, input.from, { source, target })) done.push(part);
    await audit(tx, caller, 'zendesk.settings_copied', { from: input.from, parts: done });
    return { parts: done, isOtherAccount: source?.subdomain !== target?.subdomain };
  });
  // The form and the account's notifications follow the settings, as after every save.
  const connection = outcome.parts.includes('tickets') ? await findConnection(caller.websiteId) : null;
  if (connection && connection.state !== 'disconnected') await setUpObjects(caller, connection);
  return outcome;
}

type Rows = { source: StoredConnection | null; target: StoredConnection | null };
type Copy = (tx: Tx, caller: Caller, from: string, rows: Rows) => Promise<boolean>;

/** A user's number is another user's in another account. */
const isAddress = (user: string) => user.includes('@');

const copyPart: Record<Part, Copy> = {
  async tickets(tx, _caller, _from, { source, target }) {
    if (!source || !target) return false;
    const isSameAccount = source.subdomain === target.subdomain;
    await tx.zendeskConnection.update({
      where: { id: target.id },
      data: {
        requesterMode: source.requesterMode,
        ticketScope: source.ticketScope,
        ticketMaxRating: source.ticketMaxRating,
        ticketPriority: source.ticketPriority,
        ticketType: source.ticketType,
        ticketTags: source.ticketTags,
        botUsers: isSameAccount
          ? source.botUsers
          : [...source.botUsers.filter(isAddress), ...target.botUsers.filter((user) => !isAddress(user))],
        ...(isSameAccount
          ? {
              ticketGroupId: source.ticketGroupId,
              ticketAssigneeId: source.ticketAssigneeId,
              ticketBrandId: source.ticketBrandId,
              ticketFormId: source.ticketFormId,
            }
          : {}),
        ticketVersion: { increment: 1 },
      },
    });
    return true;
  },
  async moderation(tx, { websiteId }, from) {
    const { version } = await getModerationSettings(tx, websiteId);
    await saveModerationSettings(tx, websiteId, { ...(await getModerationSettings(tx, from)), version });
    return true;
  },
  async chat(tx, { websiteId }, from) {
    const { version } = await getChatSettings(tx, websiteId);
    await saveChatSettings(tx, websiteId, { ...(await getChatSettings(tx, from)), version });
    return true;
  },
};
