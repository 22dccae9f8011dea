import type { FormWords } from '@/components/reviewForm/words';
import type { FormView } from '@/lib/reviewForm/form';
import type { DraftError, DraftErrors } from '@/lib/reviewForm/formDraft';
import { commentMax } from '@/lib/reviews/schema';

type Props = { words: FormWords; products: FormView['products']; errors: DraftErrors; isTrapped: boolean };

/** What is left to correct, with a way to each field. First on the page after a submission came back. */
export function ErrorSummary({ words, products, errors, isTrapped }: Props) {
  const { t } = words;
  const entries = Object.entries(errors);
  if (entries.length === 0 && !isTrapped) return null;
  return (
    <div
      id="errors"
      role="alert"
      className="mt-6 rounded-lg border-l-4 border-danger bg-danger-soft px-5 py-4"
    >
      {isTrapped ? <p>{t('errors.trap')}</p> : null}
      {entries.length > 0 ? (
        <>
          <p className="font-semibold text-danger-ink">{t('errors.title', { count: entries.length })}</p>
          <ul className="mt-2 list-disc pl-5">
            {entries.map(([field, code]) => (
              <li key={field}>
                <a href={`#${field}`} className="underline underline-offset-3">
                  {lineOf(words, products, field, code)}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p className="mt-2 text-ink-soft">{t('errors.kept')}</p>
    </div>
  );
}

function lineOf({ t }: FormWords, products: FormView['products'], field: string, code: DraftError): string {
  const message = t(`errors.${code}`, { max: commentMax });
  const product = products[Number(/^products\.(\d+)\./.exec(field)?.[1] ?? -1)];
  return product ? t('errors.rated_product', { product: product.name, message }) : message;
}
