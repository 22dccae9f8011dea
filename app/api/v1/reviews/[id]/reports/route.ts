/** The shop reports a review for one of the thirteen reasons; evidence comes as base64 files within the JSON body. */
import { reply, route } from '@/lib/platform/http/route';
import { checkAttachments } from '@/lib/reviews/attachments';
import { getReview } from '@/lib/reviews/queries';
import { reportReview } from '@/lib/reviews/reports';
import { reportSchema, reviewIdParams } from '@/lib/reviews/schema';
import { once } from '@/app/api/v1/idempotency';
import { shopLimit } from '@/app/api/v1/limits';
import { toShopAct } from '@/app/api/v1/shopAct';

/** Two full-size files in base64, with room for the rest. */
const maxBytes = 28 * 1_048_576;

export const POST = route({
  auth: 'website',
  limit: shopLimit,
  params: reviewIdParams,
  body: reportSchema,
  maxBytes,
  handler: async ({ request, website, params, body }) => {
    // An unknown or foreign review is told before its files are looked at.
    await getReview(website.id, params.id);
    const files = (body.attachments ?? []).map(({ fileName, content }) => ({
      fileName,
      content: Buffer.from(content, 'base64'),
    }));
    const attachments = await checkAttachments(files);
    const { reason, comment } = body;
    return once({ request, websiteId: website.id, body }, async (tx) => {
      const act = toShopAct(website, params.id);
      return reply(201, await reportReview(tx, { ...act, reason, comment, source: 'api', attachments }));
    });
  },
});
