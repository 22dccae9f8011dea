'use client';

import { Field as BaseField } from '@base-ui/react/field';
import { useId, type ReactNode } from 'react';
import { Controller, useFormContext } from 'react-hook-form';
import { useFieldError } from '@/components/form/useFieldError';
import { Field, FieldNotes, type FieldProps } from '@/components/ui/Field';
import { RadioCards, type RadioCard } from '@/components/ui/RadioCards';
import { Select, type SelectOption } from '@/components/ui/Select';
import { Switch } from '@/components/ui/Switch';

type Framed = Pick<FieldProps, 'label' | 'hint' | 'isOptional' | 'isDisabled' | 'className'>;

export type SelectFieldProps = Framed & {
  name: string;
  options: readonly SelectOption<string>[];
  placeholder?: string;
  isNumber?: boolean;
};

/** One value out of a list. With `isNumber` the form holds a number while the list speaks in texts. */
export function SelectField({ name, options, placeholder, isNumber, ...frame }: SelectFieldProps) {
  const { control } = useFormContext();
  const error = useFieldError(name);
  return (
    <Field {...frame} error={error}>
      <Controller
        control={control}
        name={name}
        render={({ field }) => (
          <Select
            ref={field.ref}
            value={field.value === null || field.value === undefined ? null : String(field.value)}
            onValueChange={(value) => field.onChange(isNumber ? Number(value) : value)}
            onBlur={field.onBlur}
            options={options}
            placeholder={placeholder}
          />
        )}
      />
    </Field>
  );
}

type SwitchFieldProps = { name: string; label: ReactNode; hint?: ReactNode; isDisabled?: boolean };

/** On or off, with the label on the left and the switch at the end of the line. */
export function SwitchField({ name, label, hint, isDisabled }: SwitchFieldProps) {
  const { control } = useFormContext();
  const error = useFieldError(name);
  // Named in the page as it arrives, before any script has tied label and switch together.
  const labelId = useId();
  return (
    <BaseField.Root
      invalid={!!error}
      disabled={isDisabled}
      className="flex items-start justify-between gap-4"
    >
      <div className="flex min-w-0 flex-col gap-0.5">
        <BaseField.Label id={labelId} className="font-medium">
          {label}
        </BaseField.Label>
        <FieldNotes hint={hint} error={error} />
      </div>
      <Controller
        control={control}
        name={name}
        render={({ field }) => (
          <Switch
            aria-labelledby={labelId}
            inputRef={field.ref}
            checked={!!field.value}
            onCheckedChange={field.onChange}
            onBlur={field.onBlur}
          />
        )}
      />
    </BaseField.Root>
  );
}

export type RadioCardsFieldProps = Framed & {
  name: string;
  cards: readonly RadioCard<string>[];
  columns?: 1 | 2 | 3;
};

/** One choice with an explanation each, as a group with a name. */
export function RadioCardsField({ name, cards, columns, label, hint, className }: RadioCardsFieldProps) {
  const { control } = useFormContext();
  const error = useFieldError(name);
  const id = useId();
  return (
    <BaseField.Root invalid={!!error} className={className}>
      <p id={id} className="mb-1.5 text-sm font-medium">
        {label}
      </p>
      <Controller
        control={control}
        name={name}
        render={({ field }) => (
          <RadioCards
            aria-labelledby={id}
            // The form focuses what is wrong; of a group, that is the radio that Tab would reach.
            ref={(group) =>
              field.ref(
                group && {
                  focus: () =>
                    group.querySelector<HTMLElement>('[role="radio"][tabindex="0"], [role="radio"]')?.focus(),
                },
              )
            }
            value={field.value as string}
            onValueChange={field.onChange}
            cards={cards}
            columns={columns}
          />
        )}
      />
      <div className="mt-1.5 flex flex-col gap-1 empty:hidden">
        <FieldNotes hint={hint} error={error} />
      </div>
    </BaseField.Root>
  );
}
