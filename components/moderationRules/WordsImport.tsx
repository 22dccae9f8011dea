'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState, type ReactElement } from 'react';
import type { WatchedWord } from '@/components/moderationRules/wordList';
import {
  mergeWords,
  readWordsFile,
  wordsFileMaxBytes,
  type LineProblem,
  type WordsFile,
} from '@/components/moderationRules/wordsFile';
import { WordsTest } from '@/components/moderationRules/WordsTest';
import { Banner } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Dialog, DialogClose } from '@/components/ui/Dialog';
import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';
import { RadioCards } from '@/components/ui/RadioCards';
import { toast } from '@/components/ui/toast';
import { decodeFile } from '@/lib/platform/text/decodeFile';
import { watchedWordsMax } from '@/lib/websites/schema';

type Props = {
  value: readonly WatchedWord[];
  onChange: (words: WatchedWord[]) => void;
  /** The button that opens it. */
  children: ReactElement;
};
type Mode = 'add' | 'replace';
type Reading = { file: WordsFile | null; error: 'tooLarge' | 'empty' | 'unreadable' | null };

const nothing: Reading = { file: null, error: null };

/** Reads a file of words, shows what it holds and would do, and hands it to the list. Saving stays a step of its own. */
export function WordsImport({ value, onChange, children }: Props) {
  const t = useTranslations('words.import');
  const [isOpen, setOpen] = useState(false);
  const [mode, setMode] = useState<Mode>('add');
  const [reading, setReading] = useState<Reading>(nothing);
  const imported = reading.file?.words ?? [];
  const result = mode === 'replace' ? imported : mergeWords(value, imported);
  const isTooMany = result.length > watchedWordsMax;
  const open = (next: boolean) => {
    setOpen(next);
    setReading(nothing);
    setMode('add');
  };
  const take = () => {
    onChange(result);
    open(false);
    toast.success({ title: t('taken', { count: result.length }) });
  };
  const error =
    (reading.error && t(reading.error)) ||
    (isTooMany && t('tooMany', { count: result.length, max: watchedWordsMax }));
  return (
    <Dialog
      size="lg"
      isOpen={isOpen}
      onOpenChange={open}
      trigger={children}
      title={t('title')}
      description={t('description')}
      footer={
        <>
          <DialogClose>{t('cancel')}</DialogClose>
          <Button variant="primary" disabled={imported.length === 0 || isTooMany} onClick={take}>
            {t('apply', { count: imported.length })}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={t('choose')} hint={t('chooseHint', { max: watchedWordsMax })} error={error}>
          <Input
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            className="h-auto py-2"
            onChange={(event) => void readFile(event.target.files?.[0]).then(setReading)}
          />
        </Field>
        {reading.file && <Summary value={value} file={reading.file} mode={mode} onMode={setMode} />}
      </div>
    </Dialog>
  );
}

async function readFile(file: File | undefined): Promise<Reading> {
  if (!file) return nothing;
  if (file.size > wordsFileMaxBytes) return { file: null, error: 'tooLarge' };
  try {
    const read = readWordsFile(decodeFile(new Uint8Array(await file.arrayBuffer())));
    return { file: read, error: read.words.length === 0 ? 'empty' : null };
  } catch {
    // The file went away between choosing and reading.
    return { file: null, error: 'unreadable' };
  }
}

type SummaryProps = {
  value: readonly WatchedWord[];
  file: WordsFile;
  mode: Mode;
  onMode: (mode: Mode) => void;
};

function Summary({ value, file: { words, problems }, mode, onMode }: SummaryProps) {
  const t = useTranslations('words.import');
  const known = useMemo(() => new Set(value.map(({ word }) => word)), [value]);
  const added = words.filter(({ word }) => !known.has(word)).length;
  if (words.length === 0) return problems.length > 0 && <Problems problems={problems} />;
  return (
    <>
      <p role="status">{t('found', { count: words.length, added, known: words.length - added })}</p>
      {problems.length > 0 && <Problems problems={problems} />}
      {value.length > 0 && (
        <RadioCards<Mode>
          aria-label={t('mode')}
          columns={2}
          value={mode}
          onValueChange={onMode}
          cards={[
            { value: 'add', label: t('add'), hint: t('addHint') },
            { value: 'replace', label: t('replace'), hint: t('replaceHint', { count: value.length }) },
          ]}
        />
      )}
      {/* Another file is another test. */}
      <WordsTest key={words.map(({ word }) => word).join('\n')} words={words} />
    </>
  );
}

const shownProblems = 5;

function Problems({ problems }: { problems: readonly LineProblem[] }) {
  const t = useTranslations('words.import');
  return (
    <Banner tone="warning" title={t('problems', { count: problems.length })}>
      <ul>
        {problems.slice(0, shownProblems).map(({ line, word, reason }) => (
          <li key={line} className="break-words">
            {t('line', { line })} {t(reason, { word: word.slice(0, 60) })}
          </li>
        ))}
      </ul>
      {problems.length > shownProblems && <p>{t('more', { count: problems.length - shownProblems })}</p>}
    </Banner>
  );
}
