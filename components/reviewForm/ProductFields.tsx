import { CommentField } from '@/components/reviewForm/CommentField';
import { FieldErrors } from '@/components/reviewForm/FieldError';
import { StarRating } from '@/components/reviewForm/StarRating';
import type { FormWords } from '@/components/reviewForm/words';
import type { FormView } from '@/lib/reviewForm/form';
import type { DraftErrors, FormDraft } from '@/lib/reviewForm/formDraft';

type Props = {
  words: FormWords;
  products: FormView['products'];
  draft: FormDraft | null;
  errors: DraftErrors;
  className: string;
};

/** Each product of the order. No pictures: they lie on the shop's servers, and opening the form must tell nobody else. */
export function ProductFields({ words, products, draft, errors, className }: Props) {
  const { t } = words;
  if (products.length === 0) return null;
  return (
    <section aria-labelledby="products-heading" className={className}>
      <h2 id="products-heading" className="text-xl">
        {t('products.heading')}
      </h2>
      <p className="mt-1 text-ink-soft">{t('products.hint')}</p>
      <div className="mt-4 flex flex-col divide-y divide-line">
        {products.map((product, index) => (
          <ProductField
            key={product.ref}
            words={words}
            product={product}
            prefix={`products.${index}`}
            typed={draft?.products.find(({ ref }) => ref === product.ref)}
            errors={errors}
          />
        ))}
      </div>
    </section>
  );
}

type FieldProps = {
  words: FormWords;
  product: FormView['products'][number];
  prefix: string;
  typed: FormDraft['products'][number] | undefined;
  errors: DraftErrors;
};

function ProductField({ words, product, prefix, typed, errors }: FieldProps) {
  const { t } = words;
  const ratingError = errors[`${prefix}.rating`];
  return (
    <fieldset className="min-w-0 py-5 first:pt-0 last:pb-0">
      <legend className="float-left w-full">
        <h3 dir="auto" className="text-lg">
          {product.name}
        </h3>
      </legend>
      <input type="hidden" name={`${prefix}.ref`} value={product.ref} />
      <div data-field id={`${prefix}.rating`} className="clear-both scroll-mt-6 pt-1">
        <StarRating
          words={words}
          name={`${prefix}.rating`}
          legend={t('products.rating')}
          value={typed?.rating ?? ''}
          isRequired={false}
          errorId={ratingError ? `${prefix}.rating-error` : undefined}
        />
        <FieldErrors
          id={`${prefix}.rating-error`}
          messages={{ rating_missing_product: t('errors.rating_missing_product') }}
          shown={ratingError}
        />
      </div>
      <CommentField
        words={words}
        name={`${prefix}.comment`}
        label={t('products.comment')}
        value={typed?.comment ?? ''}
        error={errors[`${prefix}.comment`]}
        size="small"
      />
    </fieldset>
  );
}
