'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { useFieldError } from '@/components/form/useFieldError';
import { Button } from '@/components/ui/Button';
import { Field, type FieldProps } from '@/components/ui/Field';
import { Input, Textarea, type InputProps, type TextareaProps } from '@/components/ui/Input';
import { useUiLabels } from '@/components/ui/labels';

type Framed = Pick<FieldProps, 'label' | 'hint' | 'isOptional' | 'isDisabled' | 'aside' | 'className'>;

export type TextFieldProps = Framed & Omit<InputProps, keyof Framed | 'name' | 'ref'> & { name: string };

/** One line of text bound to the form by name. */
export function TextField({
  name,
  label,
  hint,
  isOptional,
  isDisabled,
  aside,
  className,
  ...input
}: TextFieldProps) {
  const { register } = useFormContext();
  const error = useFieldError(name);
  const isNumber = input.type === 'number';
  return (
    <Field {...{ label, hint, isOptional, isDisabled, aside, className, error }}>
      <Input {...input} {...register(name, isNumber ? { valueAsNumber: true } : {})} />
    </Field>
  );
}

/** A secret being typed: hidden until asked, never offered by the browser's memory unless `autoComplete` says so. */
export function SecretField({
  name,
  label,
  hint,
  isOptional,
  isDisabled,
  aside,
  className,
  ...input
}: TextFieldProps) {
  const { register } = useFormContext();
  const labels = useUiLabels();
  const error = useFieldError(name);
  const [isShown, setShown] = useState(false);
  return (
    <Field {...{ label, hint, isOptional, isDisabled, aside, className, error }}>
      <div className="relative">
        <Input
          autoComplete="off"
          spellCheck={false}
          {...input}
          {...register(name)}
          type={isShown ? 'text' : 'password'}
          className="pr-11"
        />
        <Button
          variant="quiet"
          size="icon-sm"
          className="absolute top-1 right-1"
          aria-label={isShown ? labels.hide : labels.show}
          aria-pressed={isShown}
          disabled={isDisabled}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
        </Button>
      </div>
    </Field>
  );
}

export type TextareaFieldProps = Framed &
  Omit<TextareaProps, keyof Framed | 'name' | 'ref'> & { name: string };

/** Several lines of text; with `maxLength` the count is shown, and too long a text is kept and explained, not cut. */
export function TextareaField({
  name,
  label,
  hint,
  isOptional,
  isDisabled,
  aside,
  className,
  maxLength,
  ...textarea
}: TextareaFieldProps) {
  const { register, watch } = useFormContext();
  const error = useFieldError(name);
  const length = String(watch(name) ?? '').length;
  const counter = maxLength !== undefined && (
    <span className={length > maxLength ? 'text-danger-ink' : undefined}>{`${length} / ${maxLength}`}</span>
  );
  return (
    <Field {...{ label, hint, isOptional, isDisabled, className, error }} aside={aside ?? counter}>
      <Textarea {...textarea} {...register(name)} />
    </Field>
  );
}
