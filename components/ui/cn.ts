import { clsx, type ClassValue } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

const merge = extendTailwindMerge({
  extend: { theme: { shadow: ['card', 'float'], animate: ['breathe', 'settle'] } },
});

/** Joins class names; a later utility wins over an earlier one of the same kind, so callers can adjust a primitive. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
