'use client';

import { useEffect, useMemo, useRef } from 'react';
import { say, SurroundingsContext } from '@/components/sidebar/context';
import { ReviewPanel } from '@/components/sidebar/ReviewPanel';
import { SearchBox } from '@/components/sidebar/SearchBox';
import { Skeleton } from '@/components/sidebar/Skeleton';
import { usePanel, type ShownPanel } from '@/components/sidebar/usePanel';
import { useFrame } from '@/components/sidebar/useFrame';
import { useHost, type Opening } from '@/components/sidebar/useHost';
import { watchSave } from '@/components/sidebar/saveHook';
import { WrongTicket } from '@/components/sidebar/WrongTicket';
import type { Zaf } from '@/components/sidebar/zaf';
import type { Words } from '@/lib/sidebar/words';

/** Codes of a refusal that the agent can do something about have words of their own. */
const problemKeys: Record<string, string> = {
  offline: 'boot.offline',
  refused: 'boot.refused',
  unauthorized: 'boot.refused',
  forbidden: 'boot.refused',
  domain_mismatch: 'boot.domainMismatch',
  session_ended: 'boot.ended',
  hostMissing: 'boot.hostMissing',
  outside: 'boot.outside',
};

/** The panel beside a ticket, from the first handshake to whatever the ticket turns out to be. */
export function Sidebar(opening: Opening) {
  const { host, call, words, problem: hostProblem } = useHost(opening);
  const ticketId = host?.context.ticketId === undefined ? null : String(host.context.ticketId);
  const { panel, problem, changes, reload } = usePanel(call, ticketId, host?.activation ?? null);
  useFrame(host?.zaf ?? null, words.locale);
  useSaveHook(host?.zaf ?? null, words, panel);
  const surroundings = useMemo(
    () => (host && call ? { words, call, reload, zaf: host.zaf, ticketId: ticketId ?? '' } : null),
    [host, call, words, reload, ticketId],
  );
  const fault = hostProblem ?? problem;
  const isNew = host !== null && ticketId === null;
  return (
    <main aria-busy={!fault && !panel && !isNew}>
      <h1 className="hidden">{say(words, 'panel.title')}</h1>
      <div role="alert">
        {fault && (
          <div className="note danger">
            <p>{say(words, problemKeys[fault] ?? 'boot.failed')}</p>
            {!hostProblem && (
              <button type="button" onClick={() => void reload()}>
                {say(words, 'boot.retry')}
              </button>
            )}
          </div>
        )}
      </div>
      <p className="hidden" role="status">
        {changes > 0 && <span key={changes}>{say(words, 'panel.updated')}</span>}
      </p>
      {!fault && !panel && !isNew && <Skeleton words={words} />}
      {surroundings && (
        <SurroundingsContext value={surroundings}>
          {isNew && <NewTicket words={words} />}
          {panel && <Shown panel={panel} words={words} />}
        </SurroundingsContext>
      )}
    </main>
  );
}

function Shown({ panel, words }: { panel: ShownPanel; words: Words }) {
  if (panel.kind === 'review') return <ReviewPanel panel={panel} />;
  if (panel.kind === 'wrong') return <WrongTicket panel={panel} />;
  return <p className="note">{say(words, 'wrong.unseen')}</p>;
}

/** A ticket that is being written belongs to no review yet: its requester's reviews are what helps. */
function NewTicket({ words }: { words: Words }) {
  return (
    <>
      <header className="part">
        <h2>{say(words, 'wrong.newTitle')}</h2>
        <p>{say(words, 'wrong.newText')}</p>
      </header>
      <SearchBox />
    </>
  );
}

/** Listens to the ticket being saved from the first handshake on; what is known then is asked at that moment. */
function useSaveHook(zaf: Zaf | null, words: Words, panel: ShownPanel | null): void {
  const latest = useRef({ words, panel });
  useEffect(() => {
    latest.current = { words, panel };
  }, [words, panel]);
  const watched = useRef<Zaf | null>(null);
  useEffect(() => {
    if (!zaf || watched.current === zaf) return;
    watched.current = zaf;
    watchSave(zaf, () => {
      const { words: present, panel: shown } = latest.current;
      return { words: present, panel: shown?.kind === 'review' ? shown : null };
    });
  }, [zaf]);
}
