/** The shop API as OpenAPI 3.1, generated from the schemas the routes themselves parse with. */
import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi';
import { newOrderSchema } from '@/lib/orders/schema';
import {
  batchResultView,
  dateTime,
  orderView,
  problem,
  reasonView,
  receiptView,
} from '@/app/api/openapi.json/answerViews';
import { tracePaths } from '@/app/api/openapi.json/traceView';
import { reviewPageView, reviewView, submissionView } from '@/lib/reviews/apiView';
import { reviewStatuses } from '@/lib/reviews/events';
import {
  exchangesSchema,
  localeSchema,
  newReviewSchema,
  replySchema,
  reportSchema,
  reviewBatchSchema,
  reviewFiltersSchema,
  reviewIdParams,
} from '@/lib/reviews/schema';

const json = (description: string, schema: z.ZodType) => ({
  description,
  content: { 'application/json': { schema } },
});
const refusal = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problem } },
});
const body = (schema: z.ZodType) => ({ required: true, content: { 'application/json': { schema } } });
const keyHeader = z.object({
  'Idempotency-Key': z
    .string()
    .max(255)
    .optional()
    .meta({ description: 'A repeat with the same key gets the first answer.' }),
});

const always = {
  '401': refusal('Wrong website id or key'),
  '422': refusal('Not as described'),
  '429': refusal('Too many requests'),
};
const withBody = {
  ...always,
  '400': refusal('Not JSON'),
  '413': refusal('Too large'),
  '415': refusal('Not application/json'),
};
const onReview = {
  ...always,
  '404': refusal('No such review on this website'),
  '409': refusal('A rule of the lifecycle; see `code`'),
};

const submitReviews: ZodOpenApiOperationObject = {
  operationId: 'submitReviews',
  summary: 'Hand in one review, or up to 100 as a list with one result each',
  description: 'Unique by type, orderRef and product.ref: a repeat answers the first.',
  requestParams: { header: keyHeader },
  requestBody: body(z.union([newReviewSchema, reviewBatchSchema])),
  responses: {
    '200': json('Already handed in', z.union([submissionView, z.array(batchResultView)])),
    '201': json('Taken in', z.union([submissionView, z.array(batchResultView)])),
    ...withBody,
    '409': refusal('The Idempotency-Key was used for another request'),
  },
};

const actions = {
  '/api/v1/reviews/{id}/publication': {
    post: {
      operationId: 'publishReview',
      summary: 'Publish a review in moderation',
      requestParams: { path: reviewIdParams },
      responses: {
        '200': json('Published', z.object({ status: z.enum(reviewStatuses), publishedAt: dateTime })),
        ...onReview,
      },
    },
  },
  '/api/v1/reviews/{id}/replies': {
    post: {
      operationId: 'replyToReview',
      summary: 'Reply; the author is mailed',
      requestParams: { path: reviewIdParams, header: keyHeader },
      requestBody: body(replySchema),
      responses: { '201': json('Replied', z.object({ exchangeId: z.uuid() })), ...withBody, ...onReview },
    },
  },
  '/api/v1/reviews/{id}/reports': {
    post: {
      operationId: 'reportReview',
      summary: 'Report a review to the moderation team',
      description:
        'Only after a reply, within three months of the submission. Files: PDF, PNG or JPEG, at most 10 MB each.',
      requestParams: { path: reviewIdParams, header: keyHeader },
      requestBody: body(reportSchema),
      responses: {
        '201': json(
          'Reported',
          z.object({ reportId: z.uuid(), status: z.enum(reviewStatuses), dueAt: dateTime }),
        ),
        ...withBody,
        ...onReview,
      },
    },
  },
  '/api/v1/reviews/{id}/exchanges': {
    put: {
      operationId: 'setExchangesHidden',
      summary: 'Hide or show the exchanges of a review on public pages',
      requestParams: { path: reviewIdParams },
      requestBody: body(exchangesSchema),
      responses: { '200': json('Done', exchangesSchema), ...withBody, ...onReview },
    },
  },
};

/** @param serverUrl public origin of this deployment. */
export function createApiDocument(serverUrl: string) {
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'Verified Reviews: API for shop systems', version: '1' },
    servers: [{ url: serverUrl }],
    security: [{ website: [] }],
    components: {
      securitySchemes: {
        website: { type: 'http', scheme: 'basic', description: 'User: idWebsite. Password: the secret key.' },
      },
    },
    paths: {
      '/api/v1/orders': {
        post: {
          operationId: 'createOrder',
          summary: 'Push an order; its buyer is invited to review',
          requestParams: { header: keyHeader },
          requestBody: body(newOrderSchema),
          responses: {
            '200': json('Known already', orderView),
            '201': json('Taken in', orderView),
            ...withBody,
          },
        },
      },
      '/api/v1/reviews': {
        post: submitReviews,
        get: {
          operationId: 'listReviews',
          summary: 'Reviews, newest first',
          requestParams: { query: reviewFiltersSchema },
          responses: { '200': json('One page', reviewPageView), ...always },
        },
      },
      '/api/v1/reviews/{id}': {
        get: {
          operationId: 'getReview',
          summary: 'One review in full',
          requestParams: { path: reviewIdParams },
          responses: {
            '200': json('The review', reviewView),
            ...always,
            '404': refusal('No such review on this website'),
          },
        },
      },
      ...actions,
      '/api/v1/authors/{email}': {
        delete: {
          operationId: 'eraseAuthor',
          summary: 'Erase an author from your website and its Zendesk tickets',
          description: 'Always 202 with a receipt, also when nothing was known of the address.',
          requestParams: { path: z.object({ email: z.email() }) },
          responses: {
            '202': json('Erased here; tickets follow', z.object({ receiptId: z.uuid() })),
            ...always,
          },
        },
      },
      '/api/v1/erasures/{receiptId}': {
        get: {
          operationId: 'getErasure',
          summary: 'The receipt of an erasure',
          requestParams: { path: z.object({ receiptId: z.uuid() }) },
          responses: {
            '200': json('The receipt', receiptView),
            ...always,
            '404': refusal('No such receipt of this website'),
          },
        },
      },
      ...tracePaths(always),
      '/api/v1/report-reasons': {
        get: {
          operationId: 'listReportReasons',
          summary: 'Reasons for which a review may be reported',
          requestParams: { query: z.object({ locale: localeSchema.optional() }) },
          responses: { '200': json('The reasons', z.array(reasonView)), ...always },
        },
      },
    },
  });
}
