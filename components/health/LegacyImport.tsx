'use client';

import { FileUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useRef, useState } from 'react';
import { ProblemBanner } from '@/components/form/ProblemBanner';
import { Banner } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Field } from '@/components/ui/Field';
import { Textarea } from '@/components/ui/Input';
import { api } from '@/lib/client/api';
import type { SkippedLine } from '@/lib/health/legacyImport';
import { decodeFile } from '@/lib/platform/text/decodeFile';

type Outcome = { imported: number; skipped: SkippedLine[] };

/** Rows of the former integration's table, pasted or from a file. */
export function LegacyImport() {
  const t = useTranslations('health.legacy');
  const file = useRef<HTMLInputElement>(null);
  const headingId = useId();
  const [csv, setCsv] = useState('');
  const [isPending, setPending] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [problem, setProblem] = useState<unknown>(null);

  async function send() {
    setPending(true);
    setProblem(null);
    setOutcome(null);
    try {
      setOutcome(await api.post<Outcome>('/api/applications/zendesk/health/legacy/import', { csv }));
    } catch (error) {
      setProblem(error);
    } finally {
      setPending(false);
    }
  }
  const read = async (chosen: File | undefined) =>
    chosen && setCsv(decodeFile(new Uint8Array(await chosen.arrayBuffer())));

  return (
    <section aria-labelledby={headingId} className="flex flex-col gap-3 border-t border-line pt-4">
      <div>
        <h3 id={headingId} className="text-base font-medium">
          {t('importTitle')}
        </h3>
        <p className="text-sm text-ink-soft">{t('importText')}</p>
      </div>
      <Field label={t('paste')}>
        <Textarea
          rows={3}
          value={csv}
          onChange={(event) => setCsv(event.target.value)}
          className="font-mono text-sm"
        />
      </Field>
      <input
        ref={file}
        type="file"
        accept=".csv,text/csv,text/plain"
        aria-label={t('file')}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => void read(event.target.files?.[0])}
      />
      <div className="flex flex-wrap gap-2">
        <Button icon={<FileUp aria-hidden />} onClick={() => file.current?.click()}>
          {t('choose')}
        </Button>
        <Button
          variant="primary"
          disabled={csv.trim() === ''}
          isPending={isPending}
          onClick={() => void send()}
        >
          {isPending ? t('importing') : t('import')}
        </Button>
      </div>
      {problem !== null && <ProblemBanner error={problem} />}
      {outcome && (
        <Banner
          isLive
          tone={outcome.skipped.length > 0 ? 'warning' : 'success'}
          title={t('imported', { count: outcome.imported })}
        >
          {outcome.skipped.length > 0 && (
            <>
              <p>{t('skipped', { count: outcome.skipped.length })}</p>
              <ul className="list-disc pl-5 text-sm">
                {outcome.skipped.slice(0, 20).map(({ line, reason }) => (
                  <li key={line}>{t('line', { line, reason: t(`lineReasons.${reason}`) })}</li>
                ))}
              </ul>
            </>
          )}
        </Banner>
      )}
    </section>
  );
}
