import { starPath } from '@/components/ui/Stars';
import type { FormWords } from '@/components/reviewForm/words';

type Props = {
  words: FormWords;
  name: string;
  legend: string;
  /** As the author chose it before, from 1 to 5. */
  value: string;
  isRequired: boolean;
  errorId: string | undefined;
};

const ratings = [1, 2, 3, 4, 5] as const;

/** Shown by style alone, so that the meaning appears without a script too. Whole class names: the style sheet is made from them. */
const meaningClasses = [
  "group-has-[[value='1']:checked]/rating:inline",
  "group-has-[[value='2']:checked]/rating:inline",
  "group-has-[[value='3']:checked]/rating:inline",
  "group-has-[[value='4']:checked]/rating:inline",
  "group-has-[[value='5']:checked]/rating:inline",
];

/** A star is filled when its own radio, or one after it, is checked; the pointer shows the same as an outline. */
const starClasses =
  'relative grid size-14 cursor-pointer place-items-center rounded-lg transition-colors hover:bg-sunken ' +
  'has-checked:[&_path]:fill-star has-checked:[&_path]:stroke-star ' +
  '[&:has(~label_:checked)_path]:fill-star [&:has(~label_:checked)_path]:stroke-star ' +
  'hover:[&_path]:stroke-star [&:has(~label:hover)_path]:stroke-star ' +
  'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-seal';

/** A rating as plain radio buttons under stars large enough for a thumb. */
export function StarRating({ words, name, legend, value, isRequired, errorId }: Props) {
  const { t } = words;
  return (
    <div
      role="radiogroup"
      aria-label={legend}
      aria-required={isRequired}
      aria-invalid={errorId ? true : undefined}
      aria-describedby={errorId}
      className="group/rating -ml-2.5"
    >
      <div className="flex w-fit">
        {ratings.map((rating) => (
          <label key={rating} className={starClasses}>
            <input
              type="radio"
              name={name}
              value={rating}
              required={isRequired}
              defaultChecked={value === String(rating)}
              className="absolute inset-0 size-full cursor-pointer appearance-none outline-none"
            />
            <svg viewBox="0 0 20 20" aria-hidden className="pointer-events-none relative size-10">
              <path
                d={starPath}
                strokeWidth="1"
                strokeLinejoin="round"
                className="fill-transparent stroke-line-strong transition-colors group-aria-invalid/rating:stroke-danger"
              />
            </svg>
            <span className="sr-only">
              {t('rating.option', { rating, meaning: t(`rating.meaning${rating}`) })}
            </span>
          </label>
        ))}
      </div>
      <p aria-hidden className="min-h-6 pl-2.5 text-ink-soft">
        <span className="group-has-checked/rating:hidden">{t('rating.choose')}</span>
        {ratings.map((rating) => (
          <span key={rating} className={`hidden font-medium text-ink ${meaningClasses[rating - 1]}`}>
            {t(`rating.meaning${rating}`)}
          </span>
        ))}
      </p>
    </div>
  );
}
