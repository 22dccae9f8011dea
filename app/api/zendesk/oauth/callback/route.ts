/**
 * Zendesk sends the merchant's browser back here after they said yes or no. A page load, not a call: whatever comes of it, the
 * answer leads back to the Zendesk page, which says it in words. Nothing of the address is repeated there.
 */
import { finishOneClick, type OneClickOutcome } from '@/lib/connection/oneClick';
import { oneClickReturn } from '@/lib/connection/schema';
import { isAllowed } from '@/lib/platform/auth/permissions';
import { findSession, websiteCookie } from '@/lib/platform/auth/session';
import { env } from '@/lib/platform/env';
import { route } from '@/lib/platform/http/route';

export const GET = route({
  auth: 'none',
  limit: { name: 'zendesk-oauth-return', points: 60, seconds: 60 },
  query: oneClickReturn,
  handler: async ({ query, requestId }) => {
    const session = await findSession();
    if (!session) return redirect({ kind: 'expired' }, null);
    const { userId, name } = session;
    const { outcome, websiteId } = await finishOneClick(
      session.sessionId,
      (id) => {
        const website = session.websites.find((one) => one.id === id);
        const mayManage = website && isAllowed('connection:manage', website.role, session.isModerator);
        return mayManage ? { websiteId: id, merchantId: website.merchantId, userId, name, requestId } : null;
      },
      query,
    );
    return redirect(outcome, websiteId);
  },
});

/** @param websiteId becomes the current one: what was connected is what the page shows. */
function redirect(outcome: OneClickOutcome, websiteId: string | null): Response {
  const to = new URL('/applications/zendesk', env.appUrl);
  to.searchParams.set('oauth', outcome.kind);
  if (outcome.kind === 'check_failed') to.searchParams.set('reason', outcome.reason);
  const headers = new Headers({ location: to.href, 'cache-control': 'no-store' });
  const secure = env.appUrl.startsWith('https:') ? '; Secure' : '';
  if (websiteId)
    headers.append('set-cookie', `${websiteCookie}=${websiteId}; Path=/; SameSite=Lax; HttpOnly${secure}`);
  return new Response(null, { status: 303, headers });
}
