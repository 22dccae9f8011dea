/** Orders as shops send them, and the review form as authors fill it in. */
import { z } from 'zod';
import {
  authorSchema,
  commentSchema,
  dateTimeSchema,
  lineOf,
  localeSchema,
  orderRefSchema,
  ratingSchema,
} from '@/lib/reviews/schema';

export const delayDaysMax = 30;
export const productsMax = 50;

export const reminderDaysMax = 60;

/** A website's own rhythm; `delayDays` of an order comes before it. */
export const invitationSettingsSchema = z.strictObject({
  delayDays: z.int().min(0).max(delayDaysMax),
  /** From the invitation to its one reminder; 0 sends none. */
  reminderDays: z.int().min(0).max(reminderDaysMax),
  version: z.int().min(0),
});
export type InvitationSettingsInput = z.output<typeof invitationSettingsSchema>;

const httpUrl = z.url({ protocol: /^https?$/, error: 'An http or https address.' }).max(2000);

export const orderProductSchema = z.strictObject({
  ref: lineOf(100),
  name: lineOf(300),
  url: httpUrl.optional(),
  imageUrl: httpUrl.optional(),
  gtin: lineOf(20).optional(),
  sku: lineOf(100).optional(),
  brand: lineOf(200).optional(),
});

export const newOrderSchema = z.strictObject({
  orderRef: orderRefSchema,
  orderDate: dateTimeSchema,
  locale: localeSchema.optional(),
  /** 0 sends the invitation at once. */
  delayDays: z.int().min(0).max(delayDaysMax).optional(),
  customer: authorSchema.omit({ locale: true }),
  products: z
    .array(orderProductSchema)
    .max(productsMax)
    .refine((products) => new Set(products.map(({ ref }) => ref)).size === products.length, {
      error: 'Each product once.',
    }),
});
export type NewOrder = z.output<typeof newOrderSchema>;

const opinion = { rating: ratingSchema, comment: commentSchema };

export const reviewFormSchema = z.strictObject({
  brand: z.strictObject(opinion),
  /** Only the products the author rated. */
  products: z.array(z.strictObject({ ref: z.string().max(100), ...opinion })).max(productsMax),
  displayName: z.enum(['initial', 'anonymous']),
  consent: z.literal(true, { error: 'The review can only be published with your consent.' }),
});
export type ReviewForm = z.output<typeof reviewFormSchema>;
