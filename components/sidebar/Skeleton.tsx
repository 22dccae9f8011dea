import { say } from '@/components/sidebar/context';
import type { Words } from '@/lib/sidebar/words';

/** The panel's outline, as tall as a usual one, so that nothing jumps when the review comes. */
export function Skeleton({ words }: { words: Words }) {
  return (
    <div className="skeleton">
      <p className="hidden" role="status">
        {say(words, 'boot.loading')}
      </p>
      {[3, 4, 3, 2].map((lines, part) => (
        <div key={part} className="part" aria-hidden>
          {Array.from({ length: lines }, (_, line) => (
            <span key={line} className="bar" />
          ))}
        </div>
      ))}
    </div>
  );
}
