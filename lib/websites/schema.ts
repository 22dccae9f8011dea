/** Settings of a website as forms and routes exchange them. `version` is the one the person saw: a newer one is a conflict. */
import { z } from 'zod';
import { emailSchema, lineOf } from '@/lib/reviews/schema';
import { findWidgetKey } from '@/lib/websites/widgetKey';

const version = z.int().min(1);
/** 0 sends no review to moderation by its rating. */
const threshold = z.int().min(0).max(5);

export const watchedWordCategories = [
  'delivery',
  'product_quality',
  'customer_service',
  'price_refund',
  'legal_threat',
  'competitor',
  'other',
] as const;
export type WatchedWordCategory = (typeof watchedWordCategories)[number];
export const watchedWordsMax = 10_000;

export const watchedWordSchema = z.strictObject({
  // A word without a letter or digit would fold to nothing and match nothing.
  word: lineOf(60).refine((word) => /[\p{L}\p{N}]/u.test(word), {
    error: 'word_without_letters',
    params: { code: 'word_without_letters' },
  }),
  category: z.enum(watchedWordCategories),
});

/** The rules alone, as the preview tries them before anything is saved. */
export const moderationRulesSchema = z.strictObject({
  brandMaxRating: threshold,
  productMaxRating: threshold,
  words: z.array(watchedWordSchema).max(watchedWordsMax),
});
/** A list of words alone, tried on past reviews. */
export const wordsTestSchema = z.strictObject({
  words: z.array(watchedWordSchema).min(1).max(watchedWordsMax),
});
export const moderationSettingsSchema = moderationRulesSchema.extend({ version });
export type ModerationSettingsInput = z.output<typeof moderationSettingsSchema>;

/** A pasted snippet is understood: the key is taken out of it. */
const accountKey = z
  .string()
  .max(4000)
  .transform((text, context) => {
    if (text.trim() === '') return null;
    const key = findWidgetKey(text);
    if (key) return key;
    context.addIssue({
      code: 'custom',
      message: 'account_key_invalid',
      params: { code: 'account_key_invalid' },
    });
    return z.NEVER;
  })
  .nullable();

/** Of a ticket field; empty passes nothing. Text, because ids of a large account may not fit into a number. */
const fieldId = z
  .string()
  .trim()
  .regex(/^\d{0,16}$/, { error: 'field_id_invalid' })
  .transform((text) => (text === '' ? null : text))
  .nullable();

export const chatSettingsSchema = z
  .strictObject({
    isEnabled: z.boolean(),
    accountKey,
    kind: z.enum(['messaging', 'classic']),
    maxRating: z.int().min(1).max(5),
    orderFieldId: fieldId.default(null),
    ratingFieldId: fieldId.default(null),
    hasTags: z.boolean().default(false),
    version,
  })
  .refine((chat) => !chat.isEnabled || chat.accountKey !== null, {
    path: ['accountKey'],
    error: 'account_key_required',
    params: { code: 'account_key_required' },
  });
export type ChatSettingsInput = z.output<typeof chatSettingsSchema>;

export const notificationAddressesMax = 10;
export const digestFrequencies = ['none', 'daily', 'weekly'] as const;

/** Typed as text: commas, semicolons, spaces and lines separate addresses. The same address twice is one. */
const addresses = z
  .string()
  .max(3000)
  .transform((text, context) => {
    const parts = [
      ...new Set(
        text
          .split(/[\s,;]+/)
          .filter(Boolean)
          .map((part) => part.toLowerCase()),
      ),
    ];
    const addresses = parts.map((part) => emailSchema.safeParse(part).data);
    const wrong = parts.find((_part, index) => addresses[index] === undefined);
    if (wrong !== undefined || parts.length > notificationAddressesMax) {
      const code = wrong === undefined ? 'too_many_addresses' : 'address_invalid';
      context.addIssue({ code: 'custom', message: code, params: { code } });
      return z.NEVER;
    }
    return [...new Set(addresses.filter((address) => address !== undefined))];
  });

export const notificationSettingsSchema = z.strictObject({
  addresses,
  onNewReview: z.boolean(),
  onToHandle: z.boolean(),
  onAnswer: z.boolean(),
  onDecision: z.boolean(),
  digest: z.enum(digestFrequencies),
  version,
});
export type NotificationSettingsInput = z.output<typeof notificationSettingsSchema>;
