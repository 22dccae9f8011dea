/** Asked by process supervisors: this process answers. Touches nothing else, so that a slow database kills no process. */
import { route } from '@/lib/platform/http/route';

export const dynamic = 'force-dynamic';
export const GET = route({ auth: 'none', handler: () => Promise.resolve({ status: 'ok' }) });
