/**
 * Queues the invitation mail of each order when it is due. Claim and mail are one transaction and the mail's key is the
 * invitation, so a killed worker sends none twice and forgets none.
 */
import { queueMail } from '@/lib/mail/outbox';
import { now } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db/client';
import type { Pump } from '@/lib/platform/jobs/pump';

const batchSize = 100;

/** @returns how many invitations were queued; fewer than the limit means that none is left. */
export async function queueDueInvitations(at: Date, limit = batchSize): Promise<number> {
  return transaction(async (tx) => {
    const due = await tx.$queryRaw<
      { id: string; websiteId: string; email: string; locale: string; orderId: string }[]
    >`
      SELECT i.id, i.website_id AS "websiteId", o.email, o.locale, o.id AS "orderId"
      FROM invitation i JOIN shop_order o ON o.id = i.order_id
      WHERE i.queued_at IS NULL AND i.send_at <= ${at}
      ORDER BY i.send_at LIMIT ${limit} FOR UPDATE OF i SKIP LOCKED`;
    for (const { id, websiteId, email, locale, orderId } of due) {
      await queueMail(tx, {
        kind: 'invitation',
        to: email,
        locale,
        websiteId,
        data: { invitationId: id, orderId },
        dedupeKey: `invitation:${id}`,
      });
    }
    await tx.invitation.updateMany({
      where: { id: { in: due.map(({ id }) => id) } },
      data: { queuedAt: at },
    });
    return due.length;
  });
}

export const invitationPump: Pump = {
  name: 'invitations',
  wakes: ['invitation'],
  everyMs: 15_000,
  async run() {
    return (await queueDueInvitations(now())) === batchSize ? 'more' : 'idle';
  },
};
