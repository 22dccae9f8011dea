import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

/** Plain controls for pages that owe their visitors no script. */
export function Submit({
  tone = 'main',
  name,
  value,
  children,
}: {
  tone?: 'main' | 'quiet' | 'danger';
  name?: string;
  value?: string;
  children: ReactNode;
}) {
  return (
    <button
      type="submit"
      name={name}
      value={value}
      className={cn(
        'min-h-11 rounded-lg border px-5 py-2 font-semibold transition-colors max-sm:w-full',
        tone === 'main' && 'border-transparent bg-seal text-on-seal hover:bg-seal-strong',
        tone === 'quiet' && 'border-line-strong bg-surface text-ink hover:bg-sunken',
        tone === 'danger' && 'border-danger/50 bg-surface text-danger-ink hover:bg-danger-soft',
      )}
    >
      {children}
    </button>
  );
}

type TextProps = { name: string; label: string; hint: string; rows?: number; maxLength: number };

/** A text the author has to write; the browser itself refuses an empty one. */
export function PlainText({ name, label, hint, rows = 5, maxLength }: TextProps) {
  return (
    <div>
      <label htmlFor={name} className="font-medium">
        {label}
      </label>
      <textarea
        id={name}
        name={name}
        required
        rows={rows}
        maxLength={maxLength}
        dir="auto"
        aria-describedby={`${name}-hint`}
        className="mt-1.5 block [field-sizing:content] w-full rounded-md border border-line-strong bg-surface px-3 py-2.5 text-lg sm:text-base"
      />
      <p id={`${name}-hint`} className="mt-1 text-sm text-ink-soft">
        {hint}
      </p>
    </div>
  );
}

/** A titled part of the author's page. */
export function Panel({ id, title, children }: { id: string; title: ReactNode; children: ReactNode }) {
  return (
    <section
      aria-labelledby={id}
      className="mt-6 rounded-xl border border-line bg-surface p-5 shadow-card sm:p-7"
    >
      <h2 id={id} className="text-xl">
        {title}
      </h2>
      <div className="mt-3 space-y-4">{children}</div>
    </section>
  );
}

export const linkStyle = 'font-medium text-seal-ink underline underline-offset-3 hover:text-seal-strong';
