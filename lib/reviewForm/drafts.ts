/**
 * What an author has typed and could not send yet. Kept with the invitation, so the link brings it back on any device; what was
 * typed behind a mailed link never comes back behind the one the shop holds.
 */
import { z } from 'zod';
import { readFormLink } from '@/lib/orders/formLink';
import { db } from '@/lib/platform/db/client';
import { Prisma } from '@/lib/platform/db/generated/client';
import { formDraftSchema, type FormDraft } from '@/lib/reviewForm/formDraft';

const storedSchema = z.object({ invitation: formDraftSchema, shop_link: formDraftSchema }).partial();

/** Does nothing for a link that was already used: there is nothing left to type. */
export async function saveDraft(token: string, draft: FormDraft): Promise<void> {
  const link = readFormLink(token);
  if (!link) return;
  // One statement, so that two devices never lose each other's half.
  await db.$executeRaw`
    UPDATE invitation SET draft = coalesce(draft, '{}') || ${JSON.stringify({ [link.origin]: draft })}::jsonb
    WHERE id::text = ${link.invitationId} AND submitted_at IS NULL`;
}

export async function findDraft(token: string): Promise<FormDraft | null> {
  const link = readFormLink(token);
  if (!link) return null;
  const { invitationId: id, origin } = link;
  const row = await db.invitation.findUnique({ where: { id }, select: { draft: true } });
  return storedSchema.safeParse(row?.draft).data?.[origin] ?? null;
}

/** After sending, the text lives in the review alone, where it can be erased. */
export async function dropDraft(token: string): Promise<void> {
  const link = readFormLink(token);
  if (link)
    await db.invitation.updateMany({ where: { id: link.invitationId }, data: { draft: Prisma.DbNull } });
}
