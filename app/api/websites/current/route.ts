/** POST: called by the website switcher in the header; remembers the choice in a cookie of this browser. */
import { z } from 'zod';
import { websiteCookie } from '@/lib/platform/auth/session';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import { reply, route } from '@/lib/platform/http/route';

const yearSeconds = 31_536_000;

export const POST = route({
  auth: 'session',
  body: z.strictObject({ websiteId: z.uuid() }),
  handler: ({ session, body }) => {
    const website = session.websites.find(({ id }) => id === body.websiteId);
    // A website of somebody else answers like one that does not exist.
    if (!website) throw new AppError('not_found', { detail: 'No website of yours has this id.' });
    const secure = env.appUrl.startsWith('https:') ? '; Secure' : '';
    const cookie = `${websiteCookie}=${website.id}; Path=/; Max-Age=${yearSeconds}; HttpOnly; SameSite=Lax${secure}`;
    return Promise.resolve(reply(200, { id: website.id, name: website.name }, { 'set-cookie': cookie }));
  },
});
