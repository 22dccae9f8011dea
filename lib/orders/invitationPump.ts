/**
 * Queues the invitation mail of each order when it is due, and one reminder for those who have not answered. Claim and mail are one transaction and the mail's key is the
 * invitation, so a killed worker sends none twice and forgets none.
 */
import { queueMail } from '@/lib/platform/outbox';
import { now } from '@/lib/platform/clock';
import { transaction, type Tx } from '@/lib/platform/db/client';
import type { Pump } from '@/lib/platform/jobs/pump';

const batchSize = 100;

type Due = { id: string; websiteId: string; email: string; locale: string; orderId: string };

/** @returns how many invitations were queued; fewer than the limit means that none is left. */
export async function queueDueInvitations(at: Date, limit = batchSize): Promise<number> {
  return transaction(async (tx) => {
    const due = await tx.$queryRaw<Due[]>`
      SELECT i.id, i.website_id AS "websiteId", o.email, o.locale, o.id AS "orderId"
      FROM invitation i JOIN shop_order o ON o.id = i.order_id
      WHERE i.queued_at IS NULL AND i.send_at <= ${at}
      ORDER BY i.send_at LIMIT ${limit} FOR UPDATE OF i SKIP LOCKED`;
    for (const row of due) await queueTo(tx, 'invitation', row);
    await tx.invitation.updateMany({
      where: { id: { in: due.map(({ id }) => id) } },
      data: { queuedAt: at },
    });
    return due.length;
  });
}

/** Who has answered meanwhile is left in peace; the mail itself looks again before it goes out. */
export async function queueDueReminders(at: Date, limit = batchSize): Promise<number> {
  return transaction(async (tx) => {
    const due = await tx.$queryRaw<(Due & { isWanted: boolean })[]>`
      SELECT i.id, i.website_id AS "websiteId", o.email, o.locale, o.id AS "orderId",
        i.submitted_at IS NULL AND i.queued_at IS NOT NULL AND i.expires_at > ${at} AS "isWanted"
      FROM invitation i JOIN shop_order o ON o.id = i.order_id
      WHERE i.remind_at <= ${at}
      ORDER BY i.remind_at LIMIT ${limit} FOR UPDATE OF i SKIP LOCKED`;
    const wanted = due.filter(({ isWanted }) => isWanted);
    for (const row of wanted) await queueTo(tx, 'invitation_reminder', row);
    await tx.invitation.updateMany({
      where: { id: { in: due.map(({ id }) => id) } },
      data: { remindAt: null },
    });
    await tx.invitation.updateMany({
      where: { id: { in: wanted.map(({ id }) => id) } },
      data: { remindedAt: at },
    });
    return due.length;
  });
}

async function queueTo(tx: Tx, kind: 'invitation' | 'invitation_reminder', due: Due): Promise<void> {
  const { id, websiteId, email, locale, orderId } = due;
  const data = { invitationId: id, orderId };
  await queueMail(tx, { kind, to: email, locale, websiteId, data, dedupeKey: `${kind}:${id}` });
}

export const invitationPump: Pump = {
  name: 'invitations',
  wakes: ['invitation'],
  everyMs: 15_000,
  async run() {
    const queued = [await queueDueInvitations(now()), await queueDueReminders(now())];
    return queued.includes(batchSize) ? 'more' : 'idle';
  },
};
