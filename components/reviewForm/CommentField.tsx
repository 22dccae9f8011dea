import { FieldErrors } from '@/components/reviewForm/FieldError';
import type { FormWords } from '@/components/reviewForm/words';
import type { DraftError } from '@/lib/reviewForm/formDraft';
import { commentMax } from '@/lib/reviews/schema';

type Props = {
  words: FormWords;
  name: string;
  label: string;
  value: string;
  error: DraftError | undefined;
  size: 'large' | 'small';
};

/** No `maxlength`: it would cut a pasted text without a word. The limit is stated, counted and checked instead. */
export function CommentField({ words, name, label, value, error, size }: Props) {
  const { t } = words;
  const max = commentMax;
  const ids = { hint: `${name}-hint`, error: `${name}-error` };
  const messages = {
    comment_too_long: t('errors.comment_too_long', { max }),
    comment_invalid: t('errors.comment_invalid'),
  };
  return (
    <div data-field className="mt-4">
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={name} className="font-medium">
          {label} <span className="font-normal text-ink-faint">({t('comment.optional')})</span>
        </label>
        <span
          // Filled in by the enhancer, which carries no words of its own.
          data-counter={name}
          data-max={max}
          data-count={t('comment.count', { count: '{count}', max: '{max}' })}
          data-over={t('comment.over', { over: '{over}' })}
          aria-hidden
          className="shrink-0 text-sm text-ink-faint tabular-nums data-is-over:font-semibold data-is-over:text-danger-ink"
        />
      </div>
      <textarea
        id={name}
        name={name}
        // For browsers that do not size a field by its text.
        rows={size === 'large' ? 5 : 3}
        dir="auto"
        defaultValue={value}
        aria-describedby={`${ids.hint} ${ids.error}`}
        aria-invalid={error ? true : undefined}
        className="mt-1.5 block [field-sizing:content] w-full rounded-md border border-line-strong bg-surface px-3 py-2.5 text-lg [overflow-wrap:anywhere] aria-invalid:border-danger sm:text-base"
      />
      <FieldErrors id={ids.error} messages={messages} shown={error} />
      <p id={ids.hint} className="mt-1 text-sm text-ink-soft">
        {t('comment.limit', { max })}
      </p>
    </div>
  );
}
