/** The list as a file, with the same filters. */
import { z } from 'zod';
import { activityCsv } from '@/lib/activity/csv';
import { delimiterOf } from '@/lib/platform/text/writeTable';
import { findActivityConnection, listActivity } from '@/lib/activity/queries';
import { parseActivitySearch } from '@/lib/activity/search';
import { AppError } from '@/lib/platform/errors';
import { route } from '@/lib/platform/http/route';

const mostRows = 10_000;
const text = z.string().max(200).optional();

export const GET = route({
  auth: 'session',
  permission: 'settings:manage',
  limit: { name: 'activity_csv', points: 20, seconds: 60 },
  query: z.strictObject({ direction: text, state: text, q: text }),
  handler: async ({ session, query }) => {
    const connection = session.current && (await findActivityConnection(session.current.id));
    if (!connection) throw new AppError('not_found', { detail: 'This website has no Zendesk connection.' });
    const search = parseActivitySearch(query);
    const { entries } = await listActivity(connection.id, search, mostRows);
    return new Response(activityCsv(entries, delimiterOf(session.locale)), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="zendesk-activity.csv"',
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  },
});
