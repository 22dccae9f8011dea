'use client';

import { FlaskConical, RotateCw } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { WatchedWord } from '@/components/moderationRules/wordList';
import { Button } from '@/components/ui/Button';
import { Skeleton } from '@/components/ui/Skeleton';
import { Stars } from '@/components/ui/Stars';
import { api } from '@/lib/client/api';
import type { WordsTest as Result } from '@/lib/connection/websiteSettings';

type State = { kind: 'idle' } | { kind: 'running' } | { kind: 'failed' } | { kind: 'done'; result: Result };

const shownWords = 8;

/** Tries a list on past reviews: how many it would have held, by which words, with passages. `isImmediate` starts at once. */
export function WordsTest({
  words,
  isImmediate = false,
}: {
  words: readonly WatchedWord[];
  isImmediate?: boolean;
}) {
  const t = useTranslations('words.test');
  const [state, setState] = useState<State>({ kind: isImmediate ? 'running' : 'idle' });
  const ask = useCallback(async () => {
    try {
      const url = '/api/applications/zendesk/moderation/words-test';
      setState({ kind: 'done', result: await api.post<Result>(url, { words }) });
    } catch {
      setState({ kind: 'failed' });
    }
  }, [words]);
  const isAsked = useRef(false);
  useEffect(() => {
    if (!isImmediate || isAsked.current) return;
    isAsked.current = true;
    void ask();
  }, [ask, isImmediate]);
  const run = () => {
    setState({ kind: 'running' });
    void ask();
  };
  return (
    <div aria-live="polite" aria-busy={state.kind === 'running'}>
      {state.kind === 'idle' && (
        <Button size="sm" icon={<FlaskConical aria-hidden />} onClick={run}>
          {t('run')}
        </Button>
      )}
      {state.kind === 'running' && (
        <>
          <p className="text-ink-soft">{t('running')}</p>
          <Skeleton className="mt-3 h-24 w-full" />
        </>
      )}
      {state.kind === 'failed' && (
        <div className="flex flex-wrap items-center gap-3">
          <p>{t('failed')}</p>
          <Button size="sm" icon={<RotateCw aria-hidden />} onClick={run}>
            {t('retry')}
          </Button>
        </div>
      )}
      {state.kind === 'done' && <Findings result={state.result} count={words.length} />}
    </div>
  );
}

function Findings({ result, count }: { result: Result; count: number }) {
  const t = useTranslations('words.test');
  const format = useFormatter();
  const { reviews, matched, byWord } = result;
  if (reviews === 0) return <p>{t('noReviews')}</p>;
  if (matched === 0) return <p>{t('none', { reviews })}</p>;
  const share = format.number(matched / reviews, { style: 'percent', maximumFractionDigits: 0 });
  const silent = count - byWord.length;
  return (
    <div className="flex flex-col gap-4">
      <p className="font-semibold">{t('result', { matched, reviews, share })}</p>
      <section>
        <h3 className="text-sm font-medium text-ink-soft">{t('byWord')}</h3>
        <ul className="mt-1 divide-y divide-line">
          {byWord.slice(0, shownWords).map(({ word, reviews: hits }) => (
            <li key={word} className="flex justify-between gap-4 py-1.5">
              <span className="min-w-0 break-words">{word}</span>
              <span className="shrink-0 text-ink-soft tabular-nums">{t('hits', { count: hits })}</span>
            </li>
          ))}
        </ul>
        {byWord.length > shownWords && (
          <p className="text-sm text-ink-soft">{t('otherWords', { count: byWord.length - shownWords })}</p>
        )}
        {silent > 0 && <p className="mt-1 text-sm text-ink-soft">{t('silent', { count: silent })}</p>}
      </section>
      <section>
        <h3 className="text-sm font-medium text-ink-soft">{t('examples')}</h3>
        <ul className="mt-2 flex flex-col gap-2">
          {result.examples.map((example) => (
            <Example key={example.id} example={example} />
          ))}
        </ul>
      </section>
    </div>
  );
}

/** Characters of the review kept on each side of the passage. */
const around = 90;

function Example({ example }: { example: Result['examples'][number] }) {
  const t = useTranslations('words.test');
  const { comment, start, end, rating } = example;
  // Cut at a space, so that no word and no pair of code units is split.
  const from = start <= around ? 0 : comment.indexOf(' ', start - around) + 1;
  const until = comment.length - end <= around ? comment.length : comment.lastIndexOf(' ', end + around);
  return (
    <li className="rounded-lg bg-ground px-3.5 py-2.5">
      <Stars value={rating} label={t('rating', { rating })} />
      <p className="mt-1 break-words">
        {from > 0 && '… '}
        {comment.slice(Math.min(from, start), start)}
        <mark className="rounded-xs bg-warning-soft px-0.5 text-ink underline decoration-warning decoration-2 underline-offset-4">
          {comment.slice(start, end)}
        </mark>
        {comment.slice(end, Math.max(until, end))}
        {until < comment.length && ' …'}
      </p>
    </li>
  );
}
