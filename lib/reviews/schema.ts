/** The shapes of reviews at every edge: shop API, form, portal, OpenAPI and seed read the same ones. */
import { z } from 'zod';
import { reportReasonSchema } from '@/lib/moderation/reasons';
import { cutToFit, toOneLine } from '@/lib/platform/text/comparable';
import { parseEmail } from '@/lib/platform/text/emailAddress';
import { isStatableYear, startOfDay, statableYears } from '@/lib/reviews/calendar';
import { reviewStatuses, reviewTypes } from '@/lib/reviews/events';

export const commentMax = 2000;
export const replyMax = 3000;
export const nameMax = 100;
export const batchMax = 100;

/** PostgreSQL stores UTF-8: half a surrogate pair or a null character would be lost or refused there. */
const storable = (value: string) => !/[\0\p{Surrogate}]/u.test(value);
const anyText = (max: number) => z.string().max(max).refine(storable, { error: 'Not valid Unicode text.' });

/** One line, trimmed, without control characters. */
export const lineOf = (max: number) =>
  anyText(max)
    .refine((value) => !/\p{Cc}/u.test(value), { error: 'Control characters are not allowed.' })
    .transform((value) => value.trim())
    .pipe(z.string().min(1));

export const ratingSchema = z.int().min(1).max(5);
/** Kept exactly as written; only a comment of nothing but white space counts as none. */
export const commentSchema = anyText(commentMax).transform((value) => (value.trim() === '' ? '' : value));
export const orderRefSchema = lineOf(100);
/** Kept as mail servers know it: the domain in ASCII. */
export const emailSchema = z
  .string()
  .max(1000)
  .transform((text, context) => {
    const address = parseEmail(text);
    if (address !== null) return address;
    const message = 'No mail can reach this address: a name, an @ and a domain, such as ana@shop.example.';
    context.addIssue({ code: 'custom', message, params: { code: 'invalid_format' } });
    return z.NEVER;
  });
export const localeSchema = z
  .string()
  .regex(/^[a-z]{2}(-[A-Z]{2})?$/, { error: 'A language such as fr or fr-FR.' });
/** A moment, or a calendar day of the website, which only becomes a moment where its time zone is known. */
export type StatedDate = Date | { day: string };

const statableYear = (value: string) => isStatableYear(Number(value.slice(0, 4)));
const yearError = {
  error: `A year from ${statableYears.from} to ${statableYears.to}.`,
  params: { code: 'year_out_of_range' },
};
/** Years that nobody means are refused by name: the database and other systems count them differently, or not at all. */
export const daySchema = z.iso.date().refine(statableYear, yearError);
/** With an offset or Z it is a moment; a date alone is that day at the website. */
export const statedDateSchema = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()])
  .refine(statableYear, yearError)
  .transform((value): StatedDate => (value.includes('T') ? new Date(value) : { day: value }));

/** @param timeZone of the website. */
export const toMoment = (date: StatedDate, timeZone: string): Date =>
  date instanceof Date ? date : startOfDay(date.day, timeZone);

/** Never a reason to refuse: what is missing counts as empty, what cannot be stored as a space, and what is too long is cut. */
export const nameSchema = z
  .string()
  .nullish()
  .transform((value) => cutToFit(toOneLine(value ?? ''), nameMax));

export const authorSchema = z.strictObject({
  firstName: nameSchema,
  lastName: nameSchema,
  email: emailSchema,
  locale: localeSchema.optional(),
});

const common = {
  orderRef: orderRefSchema,
  rating: ratingSchema,
  comment: commentSchema.optional(),
  author: authorSchema,
  orderDate: statedDateSchema.optional(),
  submittedAt: statedDateSchema.optional(),
};

/** A brand review names no product, a product review exactly one. */
export const newReviewSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('brand'), ...common }),
  z.strictObject({
    type: z.literal('product'),
    product: z.strictObject({ ref: lineOf(100), name: lineOf(300) }),
    ...common,
  }),
]);
export type NewReview = z.output<typeof newReviewSchema>;

export const reviewBatchSchema = z.strictObject({ reviews: z.array(newReviewSchema).min(1).max(batchMax) });

export const replySchema = z.strictObject({
  body: anyText(replyMax)
    .transform((value) => value.trim())
    .pipe(z.string().min(1)),
});

export const exchangesSchema = z.strictObject({ hidden: z.boolean() });

export const attachmentSchema = z.strictObject({ fileName: lineOf(200), content: z.base64() });
export const reportSchema = z.strictObject({
  reason: reportReasonSchema,
  comment: commentSchema.optional(),
  attachments: z.array(attachmentSchema).max(5).optional(),
});

export const reviewIdParams = z.strictObject({ id: z.uuid() });
export const pendingReplyParams = reviewIdParams.extend({ replyId: z.uuid() });

/** `reported` is the sub-state of in_moderation that waits for the moderation team. */
export const statusFilters = [...reviewStatuses, 'reported'] as const;
export const pageLimitMax = 100;
export const reviewFiltersSchema = z.strictObject({
  status: z.enum(statusFilters).optional(),
  type: z.enum(reviewTypes).optional(),
  rating: z.coerce.number<string | number>().pipe(ratingSchema).optional(),
  q: anyText(200)
    .transform((value) => value.trim())
    .optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number<string | number>().pipe(z.int().min(1).max(pageLimitMax)).optional(),
});
export type ReviewFilters = z.output<typeof reviewFiltersSchema>;
