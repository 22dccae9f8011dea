/** Orders as shops send them, and the review form as authors fill it in. */
import { z } from 'zod';
import { toComparable } from '@/lib/platform/text/comparable';
import {
  authorSchema,
  commentSchema,
  lineOf,
  localeSchema,
  orderRefSchema,
  ratingSchema,
  statedDateSchema,
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

/** In UTF-16 units. */
export const productLengths = {
  ref: 100,
  name: 300,
  url: 2000,
  imageUrl: 2000,
  gtin: 20,
  sku: 100,
  brand: 200,
};

const httpUrl = z.url({ protocol: /^https?$/, error: 'An http or https address.' }).max(productLengths.url);

export const orderProductSchema = z.strictObject({
  ref: lineOf(productLengths.ref),
  name: lineOf(productLengths.name),
  url: httpUrl.optional(),
  imageUrl: httpUrl.optional(),
  gtin: lineOf(productLengths.gtin).optional(),
  sku: lineOf(productLengths.sku).optional(),
  brand: lineOf(productLengths.brand).optional(),
});

export const newOrderSchema = z.strictObject({
  orderRef: orderRefSchema,
  orderDate: statedDateSchema,
  locale: localeSchema.optional(),
  /** 0 sends the invitation at once. */
  delayDays: z.int().min(0).max(delayDaysMax).optional(),
  customer: authorSchema.omit({ locale: true }),
  products: z
    .array(orderProductSchema)
    .max(productsMax)
    .refine((products) => new Set(products.map(({ ref }) => toComparable(ref))).size === products.length, {
      error: 'Each product once.',
    }),
});
type StatedOrder = z.output<typeof newOrderSchema>;
/** With the day of the order as a moment of the website. */
export type NewOrder = Omit<StatedOrder, 'orderDate'> & { orderDate: Date };

const opinion = { rating: ratingSchema, comment: commentSchema };

export const reviewFormSchema = z.strictObject({
  brand: z.strictObject(opinion),
  /** Only the products the author rated. */
  products: z.array(z.strictObject({ ref: z.string().max(100), ...opinion })).max(productsMax),
  displayName: z.enum(['initial', 'anonymous']),
  consent: z.literal(true, { error: 'The review can only be published with your consent.' }),
});
export type ReviewForm = z.output<typeof reviewFormSchema>;
