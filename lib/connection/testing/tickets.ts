/** What the tests of ticket settings save, and a review that shows what they do to its ticket. */
import type { Caller } from '@/lib/platform/audit';
import type { TicketSettingsInput } from '@/lib/connection/schema';
import type { Stage } from '@/lib/connection/testing/stage';
import { makeReview } from '@/prisma/seed/factories';

/** What a new connection has. */
export const plainSettings: TicketSettingsInput = {
  requesterMode: 'author',
  ticketScope: 'in_moderation',
  maxRating: 2,
  groupId: null,
  assigneeId: null,
  brandId: null,
  formId: null,
  priority: null,
  type: null,
  tags: [],
  botUsers: [],
  version: 1,
};

/** Saves what a new connection has, with these changes. */
export const saveSettings = async (caller: Caller, change: Partial<TicketSettingsInput>) =>
  (await import('@/lib/connection/ticketSettings')).saveTicketSettings(caller, {
    ...plainSettings,
    ...change,
  });

/** What the account offers for new tickets at this moment. */
export const choicesOf = async ({ websiteId }: Caller) =>
  (await import('@/lib/connection/ticketSettings')).listChoices(websiteId);

/** A review of one star, carried to the account. @returns its ticket there. */
export async function sendReview(stage: Stage, caller: Caller, account: string) {
  const review = await stage.transaction((tx) =>
    makeReview(tx, {
      websiteId: caller.websiteId,
      at: new Date(),
      orderRef: 'CMD-1',
      rating: 1,
      comment: 'Cassé.',
    }),
  );
  const { runEngine } = await import('@/lib/sync/engine/engine');
  const connection = await stage.find(caller);
  if (!connection) throw new Error('The website is not connected.');
  await runEngine(connection.id, new AbortController().signal);
  const tickets = await stage.zendesk.tickets(account);
  return tickets.find(({ externalId }) => externalId === `verified-reviews:${review.id}`);
}
