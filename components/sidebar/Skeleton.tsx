import { useEffect, useState } from 'react';
import { say } from '@/components/sidebar/context';
import type { Words } from '@/lib/sidebar/words';

const slowAfterMs = 6_000;

/** The panel's outline, as tall as a usual one, so that nothing jumps when the review comes; says so when that takes long. */
export function Skeleton({ words }: { words: Words }) {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowAfterMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="skeleton">
      <p className={isSlow ? 'quiet' : 'hidden'} role="status">
        {say(words, isSlow ? 'boot.slow' : 'boot.loading')}
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
