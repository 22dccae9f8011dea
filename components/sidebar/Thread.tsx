'use client';

import { useState } from 'react';
import { say, useSurroundings } from '@/components/sidebar/context';
import { Refused, Section } from '@/components/sidebar/parts';
import { useAct } from '@/components/sidebar/useAct';
import type { ReviewPanel } from '@/lib/sidebar/view';

/** The exchanges as a thread, and whether the public sees them. Hiding is taken back with one press. */
export function Thread({ panel }: { panel: ReviewPanel }) {
  const { words, ticketId } = useSurroundings();
  const { act, isPending, refusal } = useAct();
  const [isUndoable, setUndoable] = useState(false);
  const { thread, exchangesHidden: isHidden } = panel;
  const setHidden = async (hidden: boolean, isUndo: boolean) => {
    const done = hidden ? 'hide.hidden' : 'hide.shown';
    if (await act('PUT', 'exchanges', { body: { ticketId, hidden } }, done)) setUndoable(!isUndo);
  };
  return (
    <Section
      title={say(words, 'panel.thread')}
      aside={isHidden && <span className="tag">{say(words, 'panel.threadHidden')}</span>}
    >
      {thread.length === 0 ? (
        <p className="quiet">{say(words, 'panel.threadEmpty')}</p>
      ) : (
        <>
          <ol className="thread">
            {thread.map(({ id, side, who, when, body }) => (
              <li key={id} className={side}>
                <p className="quiet">
                  <strong>{who}</strong> <span>{when}</span>
                </p>
                <p className="body">{body}</p>
              </li>
            ))}
          </ol>
          <button type="button" aria-busy={isPending} onClick={() => void setHidden(!isHidden, false)}>
            {say(words, isHidden ? 'hide.show' : 'hide.hide')}
          </button>
        </>
      )}
      <div role="status">
        {isUndoable && (
          <p className="note">
            {say(words, isHidden ? 'hide.hidden' : 'hide.shown')}{' '}
            <button type="button" className="link" onClick={() => void setHidden(!isHidden, true)}>
              {say(words, 'hide.undo')}
            </button>
          </p>
        )}
      </div>
      <Refused text={refusal} />
    </Section>
  );
}
