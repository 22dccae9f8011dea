/** Shops pass on an author's wish to be erased from their website: anonymous at once, erased when the author confirms. Always 202 with a receipt: also when nothing was known. */
import { z } from 'zod';
import { anonymiseAuthor } from '@/lib/erasure/erase';
import { now } from '@/lib/platform/clock';
import { reply, route } from '@/lib/platform/http/route';
import { emailSchema } from '@/lib/reviews/schema';
import { shopLimit } from '@/app/api/v1/limits';

/** Escaped by the caller; the router gives it as it came. */
const params = z.object({ email: z.string().transform(decode).pipe(emailSchema) });

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

export const DELETE = route({
  auth: 'website',
  limit: shopLimit,
  params,
  handler: async ({ website, params: { email } }) => {
    const receiptId = await anonymiseAuthor({ email, websiteId: website.id, at: now() });
    return reply(202, { receiptId }, { location: `/api/v1/erasures/${receiptId}` });
  },
});
