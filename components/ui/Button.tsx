'use client';

import { Button as BaseButton } from '@base-ui/react/button';
import type { VariantProps } from 'class-variance-authority';
import { Check } from 'lucide-react';
import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { buttonStyles } from '@/components/ui/buttonStyles';
import { cn } from '@/components/ui/cn';
import { Spinner } from '@/components/ui/Spinner';

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
