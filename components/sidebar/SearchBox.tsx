'use client';

import { useState, type SubmitEvent } from 'react';
import { Refusal } from '@/components/sidebar/call';
import { say, useSurroundings } from '@/components/sidebar/context';
import { Refused, Section } from '@/components/sidebar/parts';
import { ReviewLine } from '@/components/sidebar/PastReviews';
import type { FoundReviewView } from '@/lib/sidebar/view';

/** Finds reviews by their order or their author's address; each leads to its own ticket. */
export function SearchBox({ first = '' }: { first?: string }) {
  const { words, call } = useSurroundings();
  const [found, setFound] = useState<FoundReviewView[] | null>(null);
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const search = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get('q');
    const text = typeof typed === 'string' ? typed.trim() : '';
    if (text === '' || isPending) return;
    setPending(true);
    setRefusal(null);
    try {
      const { data } = await call<{ items: FoundReviewView[] }>(
        'GET',
        `search?q=${encodeURIComponent(text)}`,
      );
      setFound(data?.items ?? []);
    } catch (error) {
      setRefusal((error instanceof Refusal && error.text) || say(words, 'error.unknown'));
    } finally {
      setPending(false);
    }
  };
  return (
    <Section title={say(words, 'search.title')}>
      <form role="search" onSubmit={(event) => void search(event)}>
        <label>
          {say(words, 'search.label')}
          <input name="q" type="text" defaultValue={first} maxLength={254} autoComplete="off" />
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
