/** Read by the documentation page and by whoever generates a client. Public: it describes, it does not open. */
import { createApiDocument } from '@/app/api/openapi.json/document';
import { env } from '@/lib/platform/env';
import { route } from '@/lib/platform/http/route';

export const GET = route({ auth: 'none', handler: () => Promise.resolve(createApiDocument(env.appUrl)) });
