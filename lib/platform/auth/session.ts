/** Who is asking, for server components and session routes. Imports Next: nothing the worker loads may import this. */
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { getServerSession, type NextAuthOptions } from 'next-auth';
import { cache } from 'react';
import { authOptions, findOpenSession } from '@/lib/platform/auth/options';
import { isAllowed, type Permission, type Role } from '@/lib/platform/auth/permissions';
import type { WebsiteContext } from '@/lib/platform/auth/website';
import { db } from '@/lib/platform/db/client';

export type { Permission } from '@/lib/platform/auth/permissions';
export type WebsiteSummary = WebsiteContext & { role: Role };

export type SessionContext = {
  sessionId: string;
  userId: string;
  name: string;
  email: string;
  locale: string;
  isModerator: boolean;
  websites: WebsiteSummary[];
  /** The website chosen in the header, always one of `websites`. */
  current: WebsiteSummary | null;
  role: Role | null;
  can: (permission: Permission) => boolean;
};

/** Name of the cookie that holds the current website's id; checked against the memberships on every request. */
export const websiteCookie = 'website';

async function listWebsites(userId: string): Promise<WebsiteSummary[]> {
  const memberships = await db.membership.findMany({
    where: { userId },
    include: { merchant: { include: { websites: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] } } } },
  });
  return memberships.flatMap(({ role, merchant }) =>
    merchant.websites.map(({ id, merchantId, name, url, platform, locale, timeZone }) => ({
      id,
      merchantId,
      name,
      url,
      platform,
      locale,
      timeZone,
      role,
    })),
  );
}

/** The signed-in person, or null. Read once per request. */
export const findSession = cache(async (): Promise<SessionContext | null> => {
  const cookie = await getServerSession<NextAuthOptions, { sessionId?: string }>(authOptions());
  const row = cookie?.sessionId ? await findOpenSession(cookie.sessionId) : null;
  if (!row) return null;
  const websites = await listWebsites(row.userId);
  const chosen = (await cookies()).get(websiteCookie)?.value;
  const current = websites.find((website) => website.id === chosen) ?? websites[0] ?? null;
  const role = current?.role ?? null;
  const { id: userId, name, email, locale, isModerator } = row.user;
  const can = (permission: Permission) => isAllowed(permission, role, isModerator);
  return { sessionId: row.id, userId, name, email, locale, isModerator, websites, current, role, can };
});

/** For pages: the signed-in person, else the sign-in page; without the permission, the not-found page's neighbour: `/`. */
export async function requireSession(permission?: Permission): Promise<SessionContext> {
  const session = await findSession();
  if (!session) redirect('/');
  if (permission && !session.can(permission)) redirect('/reviews');
  return session;
}

/** Pages of one website: session plus its current website. */
export async function requireWebsite(
  permission?: Permission,
): Promise<SessionContext & { current: WebsiteSummary }> {
  const session = await requireSession(permission);
  if (!session.current) redirect('/');
  return session as SessionContext & { current: WebsiteSummary };
}
