/** Shops prove an erasure, and see what is left to do in Zendesk. */
import { z } from 'zod';
import { getReceipt } from '@/lib/erasure/receipt';
import { route } from '@/lib/platform/http/route';
import { shopLimit } from '@/app/api/v1/limits';

export const GET = route({
  auth: 'website',
  limit: shopLimit,
  params: z.object({ receiptId: z.uuid() }),
  handler: ({ website, params }) => getReceipt(params.receiptId, website.id),
});
