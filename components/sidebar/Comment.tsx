'use client';

import { say, useSurroundings } from '@/components/sidebar/context';
import { toPassages } from '@/components/reviews/passages';
import type { ReviewPanel } from '@/lib/sidebar/view';

/** The author's words, untouched, with the passages that sent them to moderation marked, and why in words below. */
export function Comment({ panel }: { panel: ReviewPanel }) {
  const { words } = useSurroundings();
  const { comment, marks, causes } = panel;
  const marked = (names: string) => `(${say(words, 'panel.marked').replace('{name}', names)}) `;
  return (
    <>
      <h2 className="hidden">{say(words, 'panel.review')}</h2>
      {comment === '' ? (
        <p className="quiet">{say(words, 'panel.noText')}</p>
      ) : (
        <p className="body">
          {toPassages(comment, marks).map(({ text, causes: covering }, index) =>
            covering.length === 0 ? (
              text
            ) : (
              <mark key={index} title={covering.map(({ name }) => name).join(', ')}>
                {/* Few screen readers tell a mark from the text around it. */}
                <span className="hidden">{marked(covering.map(({ name }) => name).join(', '))}</span>
                {text}
              </mark>
            ),
          )}
        </p>
      )}
      {causes && (
        <ul className="causes" aria-label={causes.title}>
          {causes.items.map(({ name, reason }) => (
            <li key={name}>
              <strong>{name}</strong> <span className="quiet">{reason}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
