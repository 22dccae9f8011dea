'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { WordsTools } from '@/components/moderationRules/WordsTools';
import {
  addWords,
  wordMaxLength,
  type Addition,
  type WatchedWord,
} from '@/components/moderationRules/wordList';
import { Button } from '@/components/ui/Button';
import { controlStyles } from '@/components/ui/Input';
import { cn } from '@/components/ui/cn';
import { watchedWordCategories, type WatchedWordCategory } from '@/lib/websites/schema';

type Props = { value: readonly WatchedWord[]; onChange: (words: WatchedWord[]) => void };

/** Watched words by category, as chips. What was added or removed is read out. */
export function WordsEditor({ value, onChange }: Props) {
  const t = useTranslations('applications.moderation');
  const [news, setNews] = useState('');
  const id = useId();
  const add = (category: WatchedWordCategory, text: string) => {
    const addition = addWords(value, category, text);
    onChange(addition.words);
    setNews(toNews(t, addition));
  };
  const remove = ({ word }: WatchedWord) => {
    onChange(value.filter((entry) => entry.word !== word));
    setNews(t('removed', { word }));
  };
  return (
    <div
      role="group"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-hint`}
      className="flex flex-col gap-1"
    >
      <p id={`${id}-title`} className="text-sm font-medium">
        {t('words')}{' '}
        <span className="font-normal text-ink-faint">· {t('count', { count: value.length })}</span>
      </p>
      <p id={`${id}-hint`} className="max-w-prose text-sm text-ink-soft">
        {t('wordsHint')} {t('addHint')}
      </p>
      <div className="mt-2">
        <WordsTools value={value} onChange={onChange} />
      </div>
      <div className="mt-2 divide-y divide-line rounded-lg border border-line">
        {watchedWordCategories.map((category) => (
          <CategoryRow
            key={category}
            category={category}
            words={value.filter((entry) => entry.category === category)}
            onAdd={(text) => add(category, text)}
            onRemove={remove}
          />
        ))}
      </div>
      <p role="status" className="min-h-5 text-sm text-ink-soft">
        {news}
      </p>
    </div>
  );
}

function toNews(t: ReturnType<typeof useTranslations>, { added, refused }: Addition): string {
  const why = refused && t(refused.reason, { word: refused.word.slice(0, wordMaxLength) });
  return why
    ? [added > 0 ? t('added', { count: added }) : '', why].filter(Boolean).join('. ')
    : t('added', { count: added });
}

type RowProps = {
  category: WatchedWordCategory;
  words: readonly WatchedWord[];
  onAdd: (text: string) => void;
  onRemove: (word: WatchedWord) => void;
};

/** An imported list may hold thousands: the chips beyond these are drawn on demand. */
const shownChips = 60;

function CategoryRow({ category, words, onAdd, onRemove }: RowProps) {
  const t = useTranslations('applications.moderation');
  const [isWhole, setWhole] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const name = t(`categories.${category}`);
  const remove = (word: WatchedWord) => {
    onRemove(word);
    // The chip's own button is gone with it; the keyboard goes on from the category's field.
    input.current?.focus();
  };
  return (
    <div className="grid gap-x-4 gap-y-1.5 px-3.5 py-3 sm:grid-cols-[11rem_1fr]">
      <p className="text-sm font-medium sm:pt-1.5">{name}</p>
      <div className="flex min-w-0 flex-wrap items-center gap-1.5">
        <ul aria-label={name} className="contents">
          {words.slice(0, isWhole ? undefined : shownChips).map((entry) => (
            <li
              key={entry.word}
              className="inline-flex h-8 max-w-full items-center rounded-full bg-seal-soft pl-3 text-sm text-seal-ink"
            >
              <span className="truncate">{entry.word}</span>
              <button
                type="button"
                aria-label={t('remove', { word: entry.word, category: name })}
                onClick={() => remove(entry)}
                className="ml-1 grid size-8 place-items-center rounded-full hover:bg-surface/60"
              >
                <X aria-hidden className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
        {words.length > shownChips && (
          <ShowAll count={words.length} isWhole={isWhole} onToggle={() => setWhole(!isWhole)} />
        )}
        <WordInput
          ref={input}
          label={t('add', { category: name })}
          placeholder={t('addPlaceholder')}
          onAdd={onAdd}
        />
      </div>
    </div>
  );
}

function ShowAll({ count, isWhole, onToggle }: { count: number; isWhole: boolean; onToggle: () => void }) {
  const t = useTranslations('words.editor');
  return (
    <Button size="sm" variant="quiet" aria-expanded={isWhole} onClick={onToggle}>
      {isWhole ? t('showFewer') : t('showAll', { count })}
    </Button>
  );
}

type WordInputProps = {
  label: string;
  placeholder: string;
  onAdd: (text: string) => void;
  ref: React.Ref<HTMLInputElement>;
};

/** Takes a word on Enter, comma or leaving; a pasted list is taken at once. Never sends the form around it. */
function WordInput({ label, placeholder, onAdd, ref }: WordInputProps) {
  const [text, setText] = useState('');
  const commit = () => {
    if (text.trim() !== '') onAdd(text);
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ',' && event.key !== ';') return;
    event.preventDefault();
    commit();
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text');
    if (!/[\n,;\t]/.test(pasted)) return;
    event.preventDefault();
    onAdd(`${text}${pasted}`);
    setText('');
  };
  return (
    <input
      ref={ref}
      aria-label={label}
      placeholder={placeholder}
      value={text}
      maxLength={200}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
      onBlur={commit}
      className={cn(controlStyles, 'h-8 w-40 max-w-full border-dashed px-2.5 text-sm')}
    />
  );
}
