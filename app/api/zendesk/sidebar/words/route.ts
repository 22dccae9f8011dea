/** The panel's fixed words in the agent's language, when it is not the one the page came in. Nothing secret, kept by the browser. */
import { z } from 'zod';
import { reply, route } from '@/lib/platform/http/route';
import { locales } from '@/lib/platform/i18n/locales';
import { toWords } from '@/lib/sidebar/words';

export const GET = route({
  auth: 'none',
  query: z.strictObject({ locale: z.enum(locales) }),
  handler: ({ query }) =>
    Promise.resolve(reply(200, toWords(query.locale), { 'cache-control': 'public, max-age=3600' })),
});
