/** What an author has typed and could not send yet. Kept with the invitation, so the link brings it back on any device. */
import { invitationLinkKind } from '@/lib/orders/links';
import { readToken } from '@/lib/platform/crypto/tokens';
import { db } from '@/lib/platform/db/client';
import { Prisma } from '@/lib/platform/db/generated/client';
import { formDraftSchema, type FormDraft } from '@/lib/reviewForm/formDraft';

/** Does nothing for a link that was already used: there is nothing left to type. */
export async function saveDraft(token: string, draft: FormDraft): Promise<void> {
  const id = readToken(invitationLinkKind, token);
  if (id) await db.invitation.updateMany({ where: { id, submittedAt: null }, data: { draft } });
}

export async function findDraft(token: string): Promise<FormDraft | null> {
  const id = readToken(invitationLinkKind, token);
  const row = id ? await db.invitation.findUnique({ where: { id }, select: { draft: true } }) : null;
  return formDraftSchema.safeParse(row?.draft).data ?? null;
}

/** After sending, the text lives in the review alone, where it can be erased. */
export async function dropDraft(token: string): Promise<void> {
  const id = readToken(invitationLinkKind, token);
  if (id) await db.invitation.updateMany({ where: { id }, data: { draft: Prisma.DbNull } });
}
