'use client';

import { Button as BaseButton } from '@base-ui/react/button';
import { cva, type VariantProps } from 'class-variance-authority';
import { Check } from 'lucide-react';
import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { Spinner } from '@/components/ui/Spinner';

export const buttonStyles = cva(
  'relative inline-flex shrink-0 items-center justify-center gap-2 rounded-md border font-medium whitespace-nowrap transition-colors select-none ' +
    'data-disabled:cursor-not-allowed data-disabled:opacity-55 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'border-transparent bg-seal text-on-seal hover:not-data-disabled:bg-seal-strong',
        secondary: 'border-line-strong/60 bg-surface text-ink shadow-card hover:not-data-disabled:bg-sunken',
        quiet:
          'border-transparent text-ink-soft hover:not-data-disabled:bg-sunken hover:not-data-disabled:text-ink',
        danger: 'border-danger/50 bg-surface text-danger-ink hover:not-data-disabled:bg-danger-soft',
      },
      size: {
        sm: 'h-8 px-2.5 text-sm [&_svg]:size-3.5',
        md: 'h-10 px-4 text-base [&_svg]:size-4',
        icon: 'size-10 [&_svg]:size-4.5',
        'icon-sm': 'size-8 [&_svg]:size-4',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
);

type Looks = VariantProps<typeof buttonStyles>;

export type ButtonProps = Omit<ComponentProps<typeof BaseButton>, 'className'> &
  Looks & {
    className?: string;
    /** Work is under way: the button stays in place and keeps focus, but does nothing. */
    isPending?: boolean;
    /** The work has just succeeded; shows a tick in place of the icon. */
    isDone?: boolean;
    icon?: ReactNode;
  };

/** A button. `isPending` and `isDone` take the icon's place, so the label does not move. */
export function Button({
  variant,
  size,
  isPending = false,
  isDone = false,
  icon,
  className,
  children,
  disabled = false,
  ...props
}: ButtonProps) {
  const mark = isPending ? <Spinner /> : isDone ? <Check aria-hidden className="animate-settle" /> : icon;
  return (
    <BaseButton
      type="button"
      {...props}
      disabled={disabled || isPending}
      focusableWhenDisabled
      aria-busy={isPending || undefined}
      className={cn(buttonStyles({ variant, size }), className)}
    >
      {mark}
      {children}
    </BaseButton>
  );
}

/** Goes somewhere and looks like a button. */
export function ButtonLink({
  variant,
  size,
  icon,
  className,
  children,
  ...props
}: ComponentProps<typeof Link> & Looks & { icon?: ReactNode }) {
  return (
    <Link {...props} className={cn(buttonStyles({ variant, size }), className)}>
      {icon}
      {children}
    </Link>
  );
}
