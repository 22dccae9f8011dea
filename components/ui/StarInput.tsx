'use client';

import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { Star } from 'lucide-react';
import { useState } from 'react';
import { cn } from '@/components/ui/cn';

export type StarInputProps = {
  value: number | null;
  onValueChange: (value: number) => void;
  /** What each rating means, from 1 up; read for each star and shown below for the one under the pointer. */
  meanings: readonly string[];
  'aria-labelledby'?: string;
  'aria-label'?: string;
  isInvalid?: boolean;
};

/** Choose a rating. A radio group underneath: arrow keys move, each star has a name, the meaning is written out. */
export function StarInput({ value, onValueChange, meanings, isInvalid, ...names }: StarInputProps) {
  const [hovered, setHovered] = useState<number | null>(null);
  const shown = hovered ?? value ?? 0;
  return (
    <div className="flex flex-col gap-1">
      <RadioGroup
        {...names}
        value={value === null ? '' : String(value)}
        onValueChange={(next) => onValueChange(Number(next))}
        aria-invalid={isInvalid ? true : undefined}
        onPointerLeave={() => setHovered(null)}
        className="flex w-fit"
      >
        {meanings.map((meaning, index) => (
          <Radio.Root
            key={meaning}
            value={String(index + 1)}
            aria-label={meaning}
            onPointerEnter={() => setHovered(index + 1)}
            className="grid size-11 place-items-center rounded-md"
          >
            <Star
              aria-hidden
              strokeWidth={1.5}
              className={cn(
                'size-8 transition-colors',
                index < shown ? 'fill-star stroke-star' : 'fill-transparent stroke-line-strong',
                isInvalid && index >= shown && 'stroke-danger',
              )}
            />
          </Radio.Root>
        ))}
      </RadioGroup>
      <p aria-hidden className="min-h-6 pl-1 text-ink-soft">
        {shown > 0 ? meanings[shown - 1] : ''}
      </p>
    </div>
  );
}
