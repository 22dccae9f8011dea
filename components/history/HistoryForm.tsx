'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { EstimateTiles } from '@/components/history/EstimateTiles';
import { Banner } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { SectionCard } from '@/components/ui/Card';
import { Checkbox } from '@/components/ui/Checkbox';
import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';
import { toast } from '@/components/ui/toast';
import { api } from '@/lib/client/api';
import { useProblemText } from '@/lib/client/problemText';
import type { Estimate, HistoryPage } from '@/lib/sync/history/history';

const path = '/api/applications/zendesk/history';
const statuses = ['published', 'refused', 'in_moderation', 'pending'] as const;
type Choice = { from: string; to: string; statuses: string[] };

/** The website's calendar day of a moment, as a date field holds it. */
const dayOf = (at: Date, timeZone: string) => new Intl.DateTimeFormat('en-CA', { timeZone }).format(at);

function firstChoice(today: string, timeZone: string): Choice {
  const at = new Date(today);
  const from = new Date(at);
  from.setUTCFullYear(from.getUTCFullYear() - 1);
  return { from: dayOf(from, timeZone), to: dayOf(at, timeZone), statuses: ['published', 'refused'] };
}

/** Which history is to become tickets. What it costs is shown before it can be started, and again after every change. */
export function HistoryForm({
  timeZone,
  today,
  onStart,
}: {
  timeZone: string;
  today: string;
  onStart: (page: HistoryPage) => void;
}) {
  const t = useTranslations('history');
  const problemText = useProblemText();
  const [choice, setChoice] = useState(() => firstChoice(today, timeZone));
  const [estimate, setEstimate] = useState<Estimate | null>(null);
  const [pending, setPending] = useState<'estimate' | 'start' | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const isReversed = choice.from > choice.to;
  const isReady = choice.from !== '' && choice.to !== '' && !isReversed && choice.statuses.length > 0;
  const change = (part: Partial<Choice>) => {
    setChoice((before) => ({ ...before, ...part }));
    setEstimate(null);
  };
  const run = async (what: 'estimate' | 'start') => {
    setPending(what);
    setProblem(null);
    try {
      if (what === 'estimate') setEstimate(await api.post<Estimate>(`${path}/estimate`, choice));
      else {
        onStart(await api.post<HistoryPage>(path, choice));
        setEstimate(null);
        toast.success({ title: t('choice.started') });
      }
    } catch (error) {
      setProblem(error);
    } finally {
      setPending(null);
    }
  };
  const words = problem === null ? null : problemText(problem);
  return (
    <SectionCard title={t('choice.title')} description={t('choice.description')}>
      <form
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && pending === null) void run('estimate');
        }}
      >
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label={t('choice.from')}>
            <Input
              type="date"
              required
              value={choice.from}
              onChange={(event) => change({ from: event.target.value })}
            />
          </Field>
          <Field label={t('choice.to')} error={isReversed ? t('choice.order') : undefined}>
            <Input
              type="date"
              required
              value={choice.to}
              onChange={(event) => change({ to: event.target.value })}
            />
          </Field>
        </div>
        <StatusChoice chosen={choice.statuses} onChange={(chosen) => change({ statuses: chosen })} />
        <p className="max-w-prose text-sm text-ink-soft">{t('choice.promise')}</p>
        {estimate && <EstimateTiles estimate={estimate} />}
        {words && (
          <Banner tone="danger" title={words.title} isLive>
            {words.nextStep}
          </Banner>
        )}
        <div className="flex flex-wrap justify-end gap-3">
          <Button
            type="submit"
            variant={estimate ? 'secondary' : 'primary'}
            disabled={!isReady}
            isPending={pending === 'estimate'}
          >
            {t('choice.estimate')}
          </Button>
          {estimate && estimate.tickets > 0 && (
            <Button variant="primary" isPending={pending === 'start'} onClick={() => void run('start')}>
              {t('choice.start')}
            </Button>
          )}
        </div>
      </form>
    </SectionCard>
  );
}

function StatusChoice({ chosen, onChange }: { chosen: string[]; onChange: (chosen: string[]) => void }) {
  const t = useTranslations('history');
  return (
    <fieldset className="flex flex-col gap-2.5">
      <legend className="mb-2 font-medium">{t('choice.statuses')}</legend>
      {statuses.map((status) => (
        <label key={status} className="flex items-start gap-2.5">
          <Checkbox
            checked={chosen.includes(status)}
            onCheckedChange={(isOn) =>
              onChange(isOn ? [...chosen, status] : chosen.filter((other) => other !== status))
            }
          />
          {t(`statuses.${status}`)}
        </label>
      ))}
      {chosen.length === 0 && (
        <p role="alert" className="text-sm text-danger">
          {t('choice.none')}
        </p>
      )}
    </fieldset>
  );
}
