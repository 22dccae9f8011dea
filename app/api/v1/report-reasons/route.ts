/** The reasons a report may give, in the caller's language, with what each applies to and whether it needs proof. */
import { z } from 'zod';
import { route } from '@/lib/platform/http/route';
import { listReportReasons } from '@/lib/moderation/reasonLabels';
import { localeSchema } from '@/lib/reviews/schema';
import { shopLimit } from '@/app/api/v1/limits';

const query = z.strictObject({ locale: localeSchema.optional() });

export const GET = route({
  auth: 'website',
  limit: shopLimit,
  query,
  handler: ({ website, query: { locale } }) => Promise.resolve(listReportReasons(locale ?? website.locale)),
});
