/** Answers of the shop API that only its description names; the others stand where they are made. */
import { z } from 'zod';
import { reportReasonCodes } from '@/lib/moderation/reasons';
import { submissionView } from '@/lib/reviews/apiView';
import { erasureReasons } from '@/lib/erasure/schema';

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'Stable, for programs; `detail` is for people.' }),
    detail: z.string(),
    requestId: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
  })
  .meta({ id: 'Problem' });

export const dateTime = z.iso.datetime();
export const orderView = z
  .object({ id: z.uuid(), reviewUrl: z.url(), sendAt: dateTime })
  .meta({ id: 'Order' });
export const receiptView = z
  .object({
    receiptId: z.uuid(),
    emailSha256: z.string().meta({ description: 'Of the address in lower case, in hexadecimal.' }),
    requestedBy: z.enum(['author', 'shop']),
    extent: z.enum(['anonymous', 'erased']).meta({
      description:
        'What a shop passes on is anonymous at once, and erased when the author confirms by our mail.',
    }),
    requestedAt: dateTime,
    state: z
      .enum(['under_way', 'done'])
      .meta({ description: '`done` once nothing is left in Zendesk either.' }),
    erased: z.object({ reviews: z.int(), orders: z.int(), mails: z.int() }),
    zendesk: z.array(
      z.object({
        subdomain: z.string(),
        ticketId: z.int().nullable(),
        mode: z.enum(['redact', 'delete']),
        state: z.enum(['waiting', 'done', 'needs_merchant']),
        reason: z
          .enum(erasureReasons)
          .nullable()
          .meta({ description: 'What only the merchant can mend, with `needs_merchant`.' }),
        isRequesterKept: z.boolean(),
        doneAt: dateTime.nullable(),
      }),
    ),
  })
  .meta({ id: 'ErasureReceipt' });
export const batchResultView = z.union([
  submissionView.extend({ result: z.enum(['created', 'repeated']) }).meta({ id: 'BatchAccepted' }),
  z
    .object({ result: z.literal('refused'), error: problem.pick({ code: true, detail: true, errors: true }) })
    .meta({ id: 'BatchRefused' }),
]);
export const reasonView = z
  .object({
    code: z.enum(reportReasonCodes),
    label: z.string(),
    appliesTo: z.array(z.enum(['brand', 'product'])),
    proof: z.enum(['none', 'required', 'author_asked']),
  })
  .meta({ id: 'ReportReason' });
