'use client';

import { Download, FileUp, FlaskConical } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { WordsImport } from '@/components/moderationRules/WordsImport';
import { writeWordsFile } from '@/components/moderationRules/wordsFile';
import type { WatchedWord } from '@/components/moderationRules/wordList';
import { WordsTest } from '@/components/moderationRules/WordsTest';
import { Button } from '@/components/ui/Button';
import { Dialog, DialogClose } from '@/components/ui/Dialog';
import { delimiterOf } from '@/lib/platform/text/writeTable';

type Props = { value: readonly WatchedWord[]; onChange: (words: WatchedWord[]) => void };

function download(name: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** The list as a whole: in and out as a file, and tried on past reviews. All work on the words on screen, saved or not. */
export function WordsTools({ value, onChange }: Props) {
  const t = useTranslations('words');
  const locale = useLocale();
  const [isTesting, setTesting] = useState(false);
  return (
    <div role="group" aria-label={t('tools.label')} className="flex flex-wrap gap-2">
      <WordsImport value={value} onChange={onChange}>
        <Button size="sm" icon={<FileUp aria-hidden />}>
          {t('tools.import')}
        </Button>
      </WordsImport>
      <Button
        size="sm"
        icon={<Download aria-hidden />}
        disabled={value.length === 0}
        onClick={() => download(`${t('tools.fileName')}.csv`, writeWordsFile(value, delimiterOf(locale)))}
      >
        {t('tools.export')}
      </Button>
      <Dialog
        size="lg"
        isOpen={isTesting}
        onOpenChange={setTesting}
        title={t('test.title')}
        description={t('test.description')}
        trigger={
          <Button size="sm" icon={<FlaskConical aria-hidden />} disabled={value.length === 0}>
            {t('tools.test')}
          </Button>
        }
        footer={<DialogClose>{t('test.close')}</DialogClose>}
      >
        {isTesting && <WordsTest words={value} isImmediate />}
      </Dialog>
    </div>
  );
}
