/** Any address below /api that no other route answers: a problem in JSON, where Next would send a page. */
import { AppError } from '@/lib/platform/errors';
import { route } from '@/lib/platform/http/route';

const missing = route({
  auth: 'none',
  handler: () => Promise.reject(new AppError('not_found', { detail: 'There is nothing at this address.' })),
});

export { missing as DELETE, missing as GET, missing as PATCH, missing as POST, missing as PUT };
