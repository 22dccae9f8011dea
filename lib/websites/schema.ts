/** Settings of a website as forms and routes exchange them. `version` is the one the person saw: a newer one is a conflict. */
import { z } from 'zod';
import { lineOf } from '@/lib/reviews/schema';

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
  word: lineOf(60).refine((word) => /[\p{L}\p{N}]/u.test(word), { error: 'A word needs a letter or a digit.' }),
  category: z.enum(watchedWordCategories),
});

/** The rules alone, as the preview tries them before anything is saved. */
export const moderationRulesSchema = z.strictObject({
  brandMaxRating: threshold,
  productMaxRating: threshold,
  words: z.array(watchedWordSchema).max(watchedWordsMax),
});
export const moderationSettingsSchema = moderationRulesSchema.extend({ version });
export type ModerationSettingsInput = z.output<typeof moderationSettingsSchema>;

export const chatSettingsSchema = z
  .strictObject({
    isEnabled: z.boolean(),
    accountKey: z
      .string()
      .trim()
      .transform((value) => value.toLowerCase())
      .pipe(z.union([z.uuid(), z.literal('').transform(() => null)]))
      .nullable(),
    kind: z.enum(['messaging', 'classic']),
    maxRating: z.int().min(1).max(5),
    version,
  })
  .refine(({ isEnabled, accountKey }) => !isEnabled || accountKey !== null, {
    path: ['accountKey'],
    error: 'The chat needs the account key of Zendesk.',
    params: { code: 'account_key_required' },
  });
export type ChatSettingsInput = z.output<typeof chatSettingsSchema>;
