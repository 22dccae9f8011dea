/** Called by the page `/erasure`, with or without script. The answer never tells whether an address is known. */
import { hashEmail } from '@/lib/erasure/erase';
import { requestErasure } from '@/lib/erasure/requests';
import { now } from '@/lib/platform/clock';
import { readForm } from '@/lib/platform/http/form';
import { takePoint } from '@/lib/platform/http/rateLimit';
import { clientAddress, route } from '@/lib/platform/http/route';
import { authorLocale } from '@/lib/platform/i18n/authorLocale';
import { emailSchema } from '@/lib/reviews/schema';

/** An office shares one address; a script that tries a list of addresses does not get far. */
const perAddress = { points: 10, seconds: 600 };
/** Somebody else's asking must not fill an inbox. */
const perEmail = { points: 3, seconds: 3_600 };

export const POST = route({
  auth: 'none',
  handler: async ({ request }) => {
    const locale = authorLocale(new URL(request.url).searchParams.get('lang') ?? 'fr');
    await takePoint('erasure_address', clientAddress(request), perAddress);
    const form = await readForm(request, 10_000);
    const email = emailSchema.safeParse(form.get('email')).data;
    if (email !== undefined && (await isAllowed(email))) await requestErasure(email, locale, now());
    const location = `/erasure?lang=${locale}&step=${email === undefined ? 'wrong' : 'sent'}`;
    return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
  },
});

/** Counted under a hash: the counters are no list of addresses. */
async function isAllowed(email: string): Promise<boolean> {
  try {
    await takePoint('erasure_email', Buffer.from(hashEmail(email)).toString('base64url'), perEmail);
    return true;
  } catch {
    return false;
  }
}
