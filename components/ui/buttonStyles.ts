import { cva } from 'class-variance-authority';

/** The looks of a button; apart from the component, because server components give them to plain links. */
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
