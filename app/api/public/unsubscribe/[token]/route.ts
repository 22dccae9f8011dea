/**
 * Ends the invitations of one website to one address. POST is called by the page of the link, and by mail programs with one
 * click (RFC 8058: the address stands in the mail's List-Unsubscribe header); GET sends people who open it to the page, because
 * scanners of mail open links too and must not unsubscribe anybody.
 */
import { z } from 'zod';
import { readForm } from '@/lib/platform/http/form';
import { reply, route } from '@/lib/platform/http/route';
import { AppError } from '@/lib/platform/errors';
import { findUnsubscribeLink, setOptOut } from '@/lib/mail/optOut';

const params = z.object({ token: z.string().max(200) });
const goTo = (token: string) =>
  new Response(null, {
    status: 303,
    headers: { location: `/unsubscribe/${encodeURIComponent(token)}`, 'cache-control': 'no-store' },
  });

export const GET = route({
  auth: 'none',
  params,
  handler: ({ params: { token } }) => Promise.resolve(goTo(token)),
});

export const POST = route({
  auth: 'none',
  params,
  limit: { name: 'unsubscribe', points: 60, seconds: 60 },
  handler: async ({ request, params: { token } }) => {
    const form = await readForm(request, 10_000);
    const link = await findUnsubscribeLink(token);
    const isOneClick = form.get('List-Unsubscribe') !== null;
    if (link) await setOptOut(link, form.get('choice') !== 'resume');
    if (!isOneClick) return goTo(token);
    if (!link)
      throw new AppError('link_invalid', { detail: 'The link is not one of ours, or its order is gone.' });
    return reply(200, { status: 'unsubscribed' });
  },
});
