/**
 * Who works in a panel: a token the panel keeps in memory and sends as a bearer, because a cookie would be a third party's there.
 * It names website, installation and agent and is signed, so a panel cannot become another one; the installation is looked up
 * again on every call, so that taking the app away ends its panels.
 */
import { z } from 'zod';
import { readToken, signToken } from '@/lib/platform/crypto/tokens';

/** A working day; an open panel gets a fresh one long before. */
export const sessionHours = 10;
const renewAfterMs = (sessionHours / 2) * 3_600_000;

const sessionSchema = z.object({
  websiteId: z.uuid(),
  /** Null when the panel was let in by its secret key before its installation was known. */
  installation: z.uuid().nullable(),
  /** From an opening that Zendesk signed; null where only the website's key was shown, which says nothing about who shows it. */
  provenAgentId: z
    .string()
    .regex(/^\d{1,20}$/)
    .nullable(),
  endsAt: z.number(),
});
export type SidebarSession = z.output<typeof sessionSchema>;

export function sealSession(session: Omit<SidebarSession, 'endsAt'>, at: Date): string {
  const endsAt = at.getTime() + sessionHours * 3_600_000;
  return signToken('sidebar', Buffer.from(JSON.stringify({ ...session, endsAt })).toString('base64url'));
}

/** @returns null for a token that is not ours; `isOver` for one that was. */
export function openSession(token: string, at: Date): { session: SidebarSession; isOver: boolean } | null {
  const sealed = readToken('sidebar', token);
  if (sealed === null) return null;
  const parsed = sessionSchema.safeParse(JSON.parse(Buffer.from(sealed, 'base64url').toString('utf8')));
  if (!parsed.success) return null;
  return { session: parsed.data, isOver: at.getTime() >= parsed.data.endsAt };
}

/** A session in the second half of its life is due for another. */
export function isDueForRenewal({ endsAt }: SidebarSession, at: Date): boolean {
  return endsAt - at.getTime() < renewAfterMs;
}
