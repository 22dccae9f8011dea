import { ErrorSummary } from '@/components/reviewForm/ErrorSummary';
import { CommentField } from '@/components/reviewForm/CommentField';
import { FieldErrors } from '@/components/reviewForm/FieldError';
import { FormEnhancer } from '@/components/reviewForm/FormEnhancer';
import { NameChoice } from '@/components/reviewForm/NameChoice';
import { ProductFields } from '@/components/reviewForm/ProductFields';
import { StarRating } from '@/components/reviewForm/StarRating';
import type { FormWords } from '@/components/reviewForm/words';
import type { FormView } from '@/lib/reviewForm/form';
import { trapField, type DraftErrors, type FormDraft } from '@/lib/reviewForm/formDraft';

type Props = {
  words: FormWords;
  token: string;
  form: FormView;
  draft: FormDraft | null;
  errors: DraftErrors;
  isTrapped: boolean;
};

const formId = 'review-form';
const card = 'min-w-0 rounded-xl border border-line bg-surface p-5 shadow-card sm:p-7';

/**
 * One form for the shop and each product. A native form that works as HTML alone; the browser's own checks are off because
 * they speak the browser's language, not the author's.
 */
export function ReviewForm({ words, token, form, draft, errors, isTrapped }: Props) {
  const { t, date, locale } = words;
  const shop = form.website.name;
  const action = `/api/public/forms/${encodeURIComponent(token)}?lang=${locale}`;
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">{t('intro.heading', { shop })}</h1>
      <p className="mt-3 text-lg text-ink-soft">
        {t(form.callName ? 'intro.body' : 'intro.bodyUnnamed', {
          firstName: form.callName,
          orderRef: form.orderRef,
          date: date(form.orderDate),
        })}
      </p>
      <ErrorSummary words={words} products={form.products} errors={errors} isTrapped={isTrapped} />
      <form id={formId} method="post" action={action} noValidate className="mt-6 flex flex-col gap-5">
        <fieldset className={card}>
          {/* Floated: a legend otherwise sits on the border, whatever the style says. */}
          <legend className="float-left w-full">
            <h2 className="text-xl">{t('brand.legend', { shop })}</h2>
          </legend>
          <p className="clear-both pt-1 text-ink-soft">{t('brand.hint')}</p>
          <div data-field id="brand.rating" className="mt-3 scroll-mt-6">
            <StarRating
              words={words}
              name="brand.rating"
              legend={t('brand.rating')}
              value={draft?.brand.rating ?? ''}
              isRequired
              errorId={errors['brand.rating'] ? 'brand.rating-error' : undefined}
            />
            <FieldErrors
              id="brand.rating-error"
              messages={{ rating_missing: t('errors.rating_missing') }}
              shown={errors['brand.rating']}
            />
          </div>
          <CommentField
            words={words}
            name="brand.comment"
            label={t('brand.comment')}
            value={draft?.brand.comment ?? ''}
            error={errors['brand.comment']}
            size="large"
          />
        </fieldset>
        <ProductFields
          words={words}
          products={form.products}
          draft={draft}
          errors={errors}
          className={card}
        />
        <NameChoice
          words={words}
          author={form.author}
          value={draft?.displayName ?? ''}
          error={errors.displayName}
          className={card}
        />
        <Consent words={words} shop={shop} isChecked={draft?.consent ?? false} error={errors.consent} />
        <Trap label={t('trap.label')} />
        <Send words={words} />
      </form>
      <p className="mt-6 text-sm text-ink-soft">{t('intro.until', { date: date(form.expiresAt) })}</p>
      <FormEnhancer formId={formId} chat={form.chat} />
    </>
  );
}

function Consent({
  words,
  shop,
  isChecked,
  error,
}: {
  words: FormWords;
  shop: string;
  isChecked: boolean;
  error: string | undefined;
}) {
  const { t } = words;
  return (
    <div data-field className={`${card} scroll-mt-6`} id="consent">
      <label className="flex cursor-pointer gap-3">
        <input
          type="checkbox"
          name="consent"
          value="yes"
          required
          defaultChecked={isChecked}
          aria-describedby="consent-more consent-error"
          aria-invalid={error ? true : undefined}
          className="mt-0.5 size-6 shrink-0 cursor-pointer accent-seal"
        />
        <span>{t('consent.label')}</span>
      </label>
      <FieldErrors
        id="consent-error"
        messages={{ consent_missing: t('errors.consent_missing') }}
        shown={error}
      />
      <p id="consent-more" className="mt-3 text-sm text-ink-soft">
        {t('consent.more', { shop })}
      </p>
    </div>
  );
}

/** Out of sight and out of the tab order; without styles it still says what to do with it. */
function Trap({ label }: { label: string }) {
  return (
    <div aria-hidden className="absolute -left-[200vw] h-px w-px overflow-hidden">
      <label>
        {label} <input type="text" name={trapField} tabIndex={-1} autoComplete="off" />
      </label>
    </div>
  );
}

function Send({ words: { t } }: { words: FormWords }) {
  return (
    <div className="flex flex-col items-start gap-3">
      <button
        type="submit"
        data-action={t('send.action')}
        data-pending={t('send.pending')}
        className="h-13 w-full rounded-lg bg-seal px-8 text-lg font-semibold text-on-seal transition-colors hover:bg-seal-strong in-data-is-pending:cursor-progress in-data-is-pending:opacity-70 sm:w-auto"
      >
        <span data-label>{t('send.action')}</span>
      </button>
      <p className="text-sm text-ink-soft">
        {t('send.next')}{' '}
        <span data-kept hidden>
          {t('send.kept')}
        </span>
      </p>
    </div>
  );
}
