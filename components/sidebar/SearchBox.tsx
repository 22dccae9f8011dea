'use client';

import { useCallback, useEffect, useState, type SubmitEvent } from 'react';
import { Refusal } from '@/components/sidebar/call';
import { say, useSurroundings } from '@/components/sidebar/context';
import { Refused, Section } from '@/components/sidebar/parts';
import { ReviewLine } from '@/components/sidebar/PastReviews';
import { ask, type Zaf } from '@/components/sidebar/zaf';
import type { FoundReviewView } from '@/lib/sidebar/view';

async function findRequester(zaf: Zaf): Promise<string | null> {
  const requester = (await ask(zaf, 'ticket.requester')) as { email?: unknown } | null;
  return typeof requester?.email === 'string' ? requester.email : null;
}

/** Finds reviews by their order or their author's address; each leads to its own ticket. The ticket's requester is proposed. */
export function SearchBox() {
  const { words, call, zaf } = useSurroundings();
  const [text, setText] = useState('');
  const propose = useCallback((email: string | null) => {
    if (email) setText((typed) => (typed === '' ? email : typed));
  }, []);
  useEffect(() => {
    let isOver = false;
    void findRequester(zaf).then((email) => {
      if (!isOver) propose(email);
    });
    return () => {
      isOver = true;
    };
  }, [zaf, propose]);
  const [found, setFound] = useState<FoundReviewView[] | null>(null);
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const search = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wanted = text.trim();
    if (wanted === '' || isPending) return;
    setPending(true);
    setRefusal(null);
    try {
      const { data } = await call<{ items: FoundReviewView[] }>(
        'GET',
        `search?q=${encodeURIComponent(wanted)}`,
      );
      setFound(data?.items ?? []);
    } catch (error) {
      const { code, text: told } = error instanceof Refusal ? error : { code: 'unknown', text: null };
      setRefusal(told ?? say(words, code === 'offline' ? 'error.offline' : 'error.unknown'));
    } finally {
      setPending(false);
    }
  };
  return (
    <Section title={say(words, 'search.title')}>
      <form role="search" onSubmit={(event) => void search(event)}>
        <label>
          {say(words, 'search.label')}
          <input
            name="q"
            type="text"
            value={text}
            maxLength={254}
            autoComplete="off"
            onChange={(event) => setText(event.target.value)}
            // On a ticket being written the requester is often chosen after the panel came.
            onFocus={() => void findRequester(zaf).then(propose)}
          />
        </label>
        <button type="submit" className="wide" aria-busy={isPending}>
          {say(words, isPending ? 'search.pending' : 'search.action')}
        </button>
      </form>
      <Refused text={refusal} />
      <div role="status">
        {found?.length === 0 && <p className="quiet">{say(words, 'search.none')}</p>}
        {found !== null && found.length > 0 && (
          <ul className="lines">
            {found.map((review) => (
              <ReviewLine key={review.id} review={review} more={`${review.author}, ${review.order}`} />
            ))}
          </ul>
        )}
      </div>
    </Section>
  );
}
