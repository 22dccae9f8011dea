import { z } from 'zod';
import type { ZodOpenApiResponsesObject } from 'zod-openapi';
import { standings, traceInput, traceStepNames } from '@/lib/ticketTrace/schema';

const traceView = z
  .object({
    steps: z.array(
      z.object({
        name: z.enum(traceStepNames),
        state: z.enum(['ok', 'broken', 'skipped']),
        reason: z.string().optional(),
        evidence: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    ),
    brokenAt: z.enum(traceStepNames).nullable(),
    fix: z.enum(['write_order', 'repair_objects', 'switch_website', 'merchant']).nullable(),
    ticketId: z.int().nullable(),
    review: z
      .object({
        id: z.uuid(),
        websiteId: z.uuid(),
        orderRef: z.string(),
        standing: z.enum(standings).meta({
          description:
            'Public answers come home from the review’s own, earlier and follow-up tickets; not from others.',
        }),
        ownTicketId: z.int().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'TicketTrace' });

/** The route for support's tools. @param refusals that every route of the API may answer. */
export const tracePaths = (refusals: ZodOpenApiResponsesObject) => ({
  '/api/v1/tickets/trace': {
    get: {
      operationId: 'traceTicket',
      summary: 'Where the chain from a Zendesk ticket to its review breaks',
      requestParams: { query: traceInput },
      responses: {
        '200': {
          description: 'The chain, link by link',
          content: { 'application/json': { schema: traceView } },
        },
        ...refusals,
      },
    },
  },
});
