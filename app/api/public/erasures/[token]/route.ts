/** Called by the confirmation on `/erasure/[token]`. A link scanner only reads: nothing is erased by opening the link. */
import { z } from 'zod';
import { confirmErasure } from '@/lib/erasure/requests';
import { now } from '@/lib/platform/clock';
import { route } from '@/lib/platform/http/route';
import { authorLocale } from '@/lib/platform/i18n/authorLocale';

export const POST = route({
  auth: 'none',
  params: z.object({ token: z.string().max(200) }),
  limit: { name: 'erasure_confirm', points: 20, seconds: 60 },
  handler: async ({ request, params: { token } }) => {
    await confirmErasure(token, now());
    const lang = authorLocale(new URL(request.url).searchParams.get('lang') ?? 'fr');
    const location = `/erasure/${encodeURIComponent(token)}?lang=${lang}`;
    return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
  },
});
