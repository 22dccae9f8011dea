/** Asked by load balancers: database, migrations and a worker are there. 503 names what is not. */
import { checkReadiness } from '@/lib/platform/health';
import { reply, route } from '@/lib/platform/http/route';

export const dynamic = 'force-dynamic';
export const GET = route({
  auth: 'none',
  handler: async () => {
    const readiness = await checkReadiness();
    return reply(readiness.status === 'ok' ? 200 : 503, readiness);
  },
});
