'use client';

import { Controller, useFormContext } from 'react-hook-form';
import { useFieldError } from '@/components/form/useFieldError';
import { Field } from '@/components/ui/Field';
import { Select } from '@/components/ui/Select';

export type ChoiceOption = { value: string | number; label: string };

type Props = {
  name: string;
  label: string;
  /** What no choice is called. */
  none: string;
  options: readonly ChoiceOption[];
  isDisabled?: boolean;
  /** How a stored value is called that is no longer among the options. */
  goneLabel: (value: string) => string;
};

const nothing = 'none';

/** One of the account's values or none. A stored value that is gone stays visible, so that saving does not lose it unseen. */
export function ChoiceSelect({ name, label, none, options, isDisabled, goneLabel }: Props) {
  const { control } = useFormContext();
  const error = useFieldError(name);
  return (
    <Field label={label} error={error} isDisabled={isDisabled}>
      <Controller
        control={control}
        name={name}
        render={({ field }) => {
          const value = field.value === null || field.value === undefined ? nothing : String(field.value);
          const known = options.map((option) => ({ value: String(option.value), label: option.label }));
          const isGone = value !== nothing && !known.some((option) => option.value === value);
          return (
            <Select
              ref={field.ref}
              value={value}
              onBlur={field.onBlur}
              isDisabled={isDisabled}
              onValueChange={(next) =>
                field.onChange(
                  next === nothing
                    ? null
                    : (options.find((option) => String(option.value) === next)?.value ?? field.value),
                )
              }
              options={[
                { value: nothing, label: none },
                ...(isGone ? [{ value, label: goneLabel(value) }] : []),
                ...known,
              ]}
            />
          );
        }}
      />
    </Field>
  );
}
