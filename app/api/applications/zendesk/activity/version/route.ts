/** What an open activity page asks for every few seconds. */
import { findActivityConnection, findActivityVersion } from '@/lib/activity/queries';
import { AppError } from '@/lib/platform/errors';
import { route } from '@/lib/platform/http/route';

export const GET = route({
  auth: 'session',
  handler: async ({ session }) => {
    const connection = session.current && (await findActivityConnection(session.current.id));
    if (!connection) throw new AppError('not_found', { detail: 'This website has no Zendesk connection.' });
    return { version: await findActivityVersion(connection.id) };
  },
});
