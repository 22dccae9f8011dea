/** Texts to reply with, per website and language. Placeholders are filled in from the review, never by Zendesk. Pure. */
import { z } from 'zod';
import { lineOf, replyMax } from '@/lib/reviews/schema';

export const placeholders = [
  'author_first_name',
  'order_ref',
  'product_name',
  'rating',
  'website_name',
  'agent_name',
] as const;
export type Placeholder = (typeof placeholders)[number];
export const templateLocales = ['fr', 'en', 'es', 'it', 'de', 'nl', 'pt', 'pl'] as const;
export const templatesMax = 50;

/** Spaces are taken off afterwards: an expression that skips them at both ends tries every way to share them out. */
const anyPlaceholder = /\{\{([^{}]*)\}\}/g;

/** What stands in double braces and is none of ours: Zendesk would fill it in with the ticket's data, in public. */
export function unknownPlaceholders(body: string): string[] {
  const names = [...body.matchAll(anyPlaceholder)].map(([, name]) => (name ?? '').trim());
  return names.filter((name) => !(placeholders as readonly string[]).includes(name));
}

export const templateSchema = z.strictObject({
  locale: z.enum(templateLocales),
  name: lineOf(60),
  body: z
    .string()
    .max(replyMax)
    .transform((text) => text.replace(/\r\n?/g, '\n').trim())
    .pipe(z.string().min(1))
    .refine((body) => unknownPlaceholders(body).length === 0, {
      error: 'unknown_placeholder',
      params: { code: 'unknown_placeholder' },
    })
    // A brace left over would meet another in the filled-in text.
    .refine((body) => !/[{}]/.test(body.replace(anyPlaceholder, '')), {
      error: 'unknown_placeholder',
      params: { code: 'unknown_placeholder' },
    }),
});
export const changedTemplateSchema = templateSchema.extend({ version: z.int().min(1) });
export const templateIdParams = z.strictObject({ id: z.uuid() });
export type TemplateInput = z.output<typeof templateSchema>;

/**
 * The text with its placeholders filled in. Braces in a value are taken apart: an author may call themselves
 * `{{ticket.requester.email}}`, and Zendesk would answer.
 */
export function fillTemplate(body: string, values: Record<Placeholder, string>): string {
  return body.replace(anyPlaceholder, (whole, name: string) => {
    const value = values[name.trim() as Placeholder] as string | undefined;
    return (value ?? '').replace(/\{(?=\{)|\}(?=\})/g, (brace) => `${brace}\u200b`);
  });
}
