/** What a reader of a public page says about a review; shared by the page, the route and their tests. */
import { z } from 'zod';
import { reportReasons, reportReasonCodes, type ReportReason } from '@/lib/moderation/reasons';

export const alertCommentMax = 1000;
/** A field no person sees: whoever fills it is a program. */
export const alertTrapField = 'website';

/** These two are the shop's and the author's own: they have other ways, where it is known who asks. */
const notForReaders: readonly ReportReason[] = ['dispute_handled', 'author_request'];

/** Reasons a reader can give for a review of this type. */
export function alertReasons(type: 'brand' | 'product'): ReportReason[] {
  return reportReasonCodes.filter(
    (code) => !notForReaders.includes(code) && reportReasons[code].appliesTo.includes(type),
  );
}

const storable = (value: string) => !/[\0\p{Surrogate}]/u.test(value);

export const alertSchema = z.object({
  review: z.uuid(),
  reason: z.enum(reportReasonCodes).refine((code) => !notForReaders.includes(code)),
  comment: z
    .string()
    .refine(storable)
    .transform((value) => value.replaceAll('\r\n', '\n').trim())
    .pipe(z.string().min(1).max(alertCommentMax)),
});
export type NewAlert = z.output<typeof alertSchema>;
