/** The picture beside a shared link to a certificate: fetched by social networks, named by the page's metadata. */
import { z } from 'zod';
import { drawCertificateImage } from '@/components/certificate/socialImage';
import { certificateWords } from '@/components/certificate/words';
import { now } from '@/lib/platform/clock';
import { AppError } from '@/lib/platform/errors';
import { route } from '@/lib/platform/http/route';
import { toLocale } from '@/lib/platform/i18n/locales';
import { findCertificateWebsite } from '@/lib/certificate/certificate';
import { getScore } from '@/lib/certificate/shown';

export const GET = route({
  auth: 'none',
  params: z.object({ idWebsite: z.uuid() }),
  handler: async ({ request, params }) => {
    const website = await findCertificateWebsite(params.idWebsite);
    if (!website) throw new AppError('not_found', { detail: 'There is no such website.' });
    const lang = new URL(request.url).searchParams.get('lang') ?? website.locale;
    const words = certificateWords(toLocale(lang), website.timeZone);
    const score = await getScore({ websiteId: website.id }, now());
    const image = await drawCertificateImage({ words, website, score });
    // Drawing costs a hundred times what a page does; a network asks once per shared link.
    image.headers.set('cache-control', 'public, max-age=300');
    return image;
  },
});
