/** The app's package for a merchant who uploads it by hand; the same file that is installed through the API. */
import { env } from '@/lib/platform/env';
import { route } from '@/lib/platform/http/route';
import { buildAppPackage } from '@/lib/sidebar/package/build';

export const GET = route({
  auth: 'session',
  permission: 'connection:manage',
  handler: () => {
    const { zip, fileName } = buildAppPackage(env.appUrl);
    const headers = {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'private, no-cache',
    };
    return Promise.resolve(new Response(zip, { headers }));
  },
});
