import type { ReactNode } from 'react';
import type { ShownStatus } from '@/lib/sidebar/view';

/** Five stars, told once in words. */
export function Stars({ rating, label }: { rating: number; label: string }) {
  return (
    <span className="stars" role="img" aria-label={label}>
      {[1, 2, 3, 4, 5].map((star) => (
        <svg key={star} viewBox="0 0 20 20" className={star <= rating ? 'on' : ''} aria-hidden>
          <path d="m10 1.6 2.6 5.4 5.8.8-4.2 4.1 1 5.8-5.2-2.8-5.2 2.8 1-5.8L1.6 7.8l5.8-.8z" />
        </svg>
      ))}
    </span>
  );
}

/** The mark beside each status: colour never says it alone. */
const signs: Record<ShownStatus, string> = {
  pending: 'M8 3.5V8l3 2',
  in_moderation: 'M8 3.5v5.5M8 11.7v.300',
  reported: 'M5 13V3.5h6.5L10 6.5l1.5 3H5',
  published: 'm4.5 8.3 2.4 2.4 4.7-5',
  refused: 'm5 5 6 6m0-6-6 6',
  withdrawn: 'M11.5 8h-7m2.8-2.8L4.5 8l2.8 2.8',
};

export function StatusTag({ status, label }: { status: ShownStatus; label: string }) {
  return (
    <span className={`tag ${status}`}>
      <svg viewBox="0 0 16 16" aria-hidden>
        <circle cx="8" cy="8" r="7" />
        <path d={signs[status]} />
      </svg>
      {label}
    </span>
  );
}

type SectionProps = { id?: string; title: string; aside?: ReactNode; children: ReactNode };

/** A part of the panel with its heading, which takes the focus when what had it is gone. */
export function Section({ id, title, aside, children }: SectionProps) {
  return (
    <section className="part" aria-label={title}>
      <div className="head">
        <h2 id={id} tabIndex={id ? -1 : undefined}>
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** What went wrong with the last act, read out at once. */
export function Refused({ text }: { text: string | null }) {
  return (
    <div role="alert" className={text ? 'note danger' : undefined}>
      {text}
    </div>
  );
}
