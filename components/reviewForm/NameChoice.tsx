import { FieldErrors } from '@/components/reviewForm/FieldError';
import type { FormWords } from '@/components/reviewForm/words';
import { publicName } from '@/lib/certificate/authorName';

type Props = {
  words: FormWords;
  author: { firstName: string; lastName: string };
  value: string;
  error: string | undefined;
  className: string;
};

/** Shows the name exactly as the certificate will: nobody should have to guess what "initial" means. */
export function NameChoice({ words, author, value, error, className }: Props) {
  const { t } = words;
  const today = new Date();
  const initial =
    publicName({ ...author, isAnonymous: false, submittedAt: today }, today) ?? t('name.initialHint');
  const choices = [
    { value: 'initial', label: initial, hint: t('name.initialHint') },
    { value: 'anonymous', label: t('name.anonymous'), hint: t('name.anonymousHint') },
  ];
  const chosen = value === 'anonymous' ? 'anonymous' : 'initial';
  return (
    <fieldset data-field id="displayName" className={`${className} scroll-mt-6`}>
      <legend className="float-left w-full">
        <h2 className="text-xl">{t('name.legend')}</h2>
      </legend>
      <div className="clear-both grid gap-3 pt-3 sm:grid-cols-2">
        {choices.map((choice) => (
          <label
            key={choice.value}
            htmlFor={`name-${choice.value}`}
            className="grid cursor-pointer grid-cols-[auto_1fr] items-center gap-x-3 rounded-lg border border-line-strong px-4 py-3 transition-colors hover:bg-sunken has-checked:border-seal has-checked:bg-seal-soft has-checked:ring-1 has-checked:ring-seal"
          >
            <input
              id={`name-${choice.value}`}
              type="radio"
              name="displayName"
              value={choice.value}
              defaultChecked={choice.value === chosen}
              className="row-span-2 size-5 cursor-pointer accent-seal"
            />
            <span dir="auto" className="min-w-0 font-semibold wrap-anywhere">
              {choice.label}
            </span>
            <span className="text-sm text-ink-soft">{choice.hint}</span>
          </label>
        ))}
      </div>
      <FieldErrors
        id="displayName-error"
        messages={{ name_missing: t('errors.name_missing') }}
        shown={error}
      />
      <p className="mt-3 text-sm text-ink-soft">{t('name.note')}</p>
    </fieldset>
  );
}
