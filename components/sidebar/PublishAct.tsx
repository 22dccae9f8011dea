'use client';

import { useState } from 'react';
import { say, useSurroundings } from '@/components/sidebar/context';
import { Refused } from '@/components/sidebar/parts';
import { moveFocus, takeFocus } from '@/components/sidebar/focus';
import { useAct } from '@/components/sidebar/useAct';
import type { ReviewPanel } from '@/lib/sidebar/view';

/** Publishing is final: it is asked once more, with what it frees. Published, the button has nothing left to do and goes. */
export function PublishAct({ publishing }: { publishing: NonNullable<ReviewPanel['publishing']> }) {
  const { words, ticketId } = useSurroundings();
  const [isAsking, setAsking] = useState(false);
  const { act, isPending, refusal, forget } = useAct();
  const publish = async () => {
    if (await act('POST', 'publication', { body: { ticketId } }, 'publish.done')) moveFocus('status');
  };
  return (
    <>
      {isAsking ? (
        <div className="ask" role="group" aria-label={say(words, 'publish.question')}>
          <strong>{say(words, 'publish.question')}</strong>
          <p>
            {say(words, 'publish.effect')} {publishing.effect}
          </p>
          <div className="row">
            {/* The question replaces the button that had the focus. */}
            <button
              type="button"
              className="primary"
              ref={takeFocus}
              aria-busy={isPending}
              onClick={() => void publish()}
            >
              {say(words, isPending ? 'publish.pending' : 'publish.confirm')}
            </button>
            <button
              type="button"
              onClick={() => {
                setAsking(false);
                forget();
              }}
            >
              {say(words, 'publish.cancel')}
            </button>
          </div>
        </div>
      ) : (
        <button type="button" className="primary wide" onClick={() => setAsking(true)}>
          {say(words, 'publish.action')}
        </button>
      )}
      <Refused text={refusal} />
    </>
  );
}
