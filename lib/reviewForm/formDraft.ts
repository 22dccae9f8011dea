/**
 * The review form as a browser sends it, without any script: names of fields, typed text, and what is wrong with it.
 * Reads everything leniently (a draft must survive to be shown again) and judges with the schema of the form service.
 */
import { z } from 'zod';
import { reviewFormSchema, type ReviewForm } from '@/lib/orders/schema';

/** Of the whole form as it is sent: fifty products with full comments, percent-encoded, fit in. */
export const formBodyMax = 2 * 1_048_576;

/** Far above what is accepted: an overlong comment comes back to its author whole, a flood does not come in. */
const draftTextMax = 20_000;
const productsMax = 50;

const text = z.string().max(draftTextMax).catch('');
const opinion = { rating: text, comment: text };

export const formDraftSchema = z.object({
  brand: z.object(opinion),
  products: z.array(z.object({ ref: text, ...opinion })).max(productsMax),
  displayName: text,
  consent: z.boolean(),
});
export type FormDraft = z.output<typeof formDraftSchema>;

/** A bot fills every field; the page hides this one from people. */
export const trapField = 'leave_empty';

/** Browsers send line breaks as CRLF; null characters and half surrogate pairs cannot be stored. Nothing else is touched. */
function cleanText(value: FormDataEntryValue | null): string {
  if (typeof value !== 'string') return '';
  return value
    .slice(0, draftTextMax)
    .replace(/\r\n?/g, '\n')
    .replace(/[\0\p{Surrogate}]/gu, '');
}

export function readFormData(data: FormData): FormDraft {
  const field = (name: string) => cleanText(data.get(name));
  const opinionOf = (prefix: string) => ({
    rating: field(`${prefix}.rating`),
    comment: field(`${prefix}.comment`),
  });
  const products: FormDraft['products'] = [];
  for (let index = 0; index < productsMax && data.has(`products.${index}.ref`); index++) {
    products.push({ ref: field(`products.${index}.ref`), ...opinionOf(`products.${index}`) });
  }
  return {
    brand: opinionOf('brand'),
    products,
    displayName: field('displayName'),
    consent: data.has('consent'),
  };
}

export type DraftError =
  | 'rating_missing'
  | 'rating_missing_product'
  | 'comment_too_long'
  | 'comment_invalid'
  | 'consent_missing'
  | 'name_missing'
  | 'invalid';
/** By the field's name: `brand.rating`, `products.0.comment`, `consent`. */
export type DraftErrors = Record<string, DraftError>;
export type CheckedDraft = { form: ReviewForm; errors: null } | { form: null; errors: DraftErrors };

const toRating = (value: string) => (/^[1-5]$/.test(value) ? Number(value) : undefined);

/** A product that was neither rated nor commented was left out on purpose. */
const isTouched = ({ rating, comment }: { rating: string; comment: string }) =>
  rating !== '' || comment.trim() !== '';

/** The form, or one error for each field that needs another look. */
export function checkDraft(draft: FormDraft): CheckedDraft {
  const touched = draft.products.flatMap((product, index) =>
    isTouched(product) ? [{ ...product, index }] : [],
  );
  const result = reviewFormSchema.safeParse({
    brand: { rating: toRating(draft.brand.rating), comment: draft.brand.comment },
    products: touched.map(({ ref, rating, comment }) => ({ ref, rating: toRating(rating), comment })),
    displayName: draft.displayName,
    consent: draft.consent,
  });
  if (result.success) return { form: result.data, errors: null };
  const errors: DraftErrors = {};
  for (const issue of result.error.issues) {
    const path = issue.path.map((part, depth) =>
      depth === 1 && typeof part === 'number' ? (touched[part]?.index ?? part) : part,
    );
    errors[path.join('.')] ??= toError(issue, path);
  }
  return { form: null, errors };
}

function toError(issue: z.core.$ZodIssue, path: readonly PropertyKey[]): DraftError {
  const field = path.at(-1);
  if (field === 'rating') return path[0] === 'products' ? 'rating_missing_product' : 'rating_missing';
  if (field === 'comment') return issue.code === 'too_big' ? 'comment_too_long' : 'comment_invalid';
  if (field === 'consent') return 'consent_missing';
  if (field === 'displayName') return 'name_missing';
  return 'invalid';
}
