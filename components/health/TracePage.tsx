'use client';

import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type SyntheticEvent } from 'react';
import { TraceResult } from '@/components/health/TraceResult';
import { ProblemBanner } from '@/components/form/ProblemBanner';
import { Button } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';
import { PageHeader } from '@/components/ui/PageHeader';
import { toast } from '@/components/ui/toast';
import { api } from '@/lib/client/api';
import type { Trace } from '@/lib/ticketTrace/trace';

const path = '/api/applications/zendesk/trace';

/** Support's way from a ticket to its review: paste, see the chain, mend what can be mended. */
export function TracePage({ canRepair }: { canRepair: boolean }) {
  const t = useTranslations('health.trace');
  const [ticket, setTicket] = useState('');
  const [trace, setTrace] = useState<Trace | null>(null);
  const [pending, setPending] = useState<'look' | 'write' | null>(null);
  const [problem, setProblem] = useState<unknown>(null);

  async function run(kind: 'look' | 'write', asked: string) {
    setPending(kind);
    setProblem(null);
    try {
      setTrace(await api.post<Trace>(kind === 'look' ? path : `${path}/repair`, { ticket: asked }));
      if (kind === 'write') toast.success({ title: t('written') });
    } catch (error) {
      setProblem(error);
    } finally {
      setPending(null);
    }
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (ticket.trim()) void run('look', ticket);
  };

  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        back={{ href: '/applications/zendesk/health', label: t('back') }}
      />
      <div className="flex max-w-3xl flex-col gap-6">
        <Card className="p-5">
          <form onSubmit={submit} className="flex flex-col gap-3">
            <Field label={t('input')} hint={t('inputHint')}>
              <Input
                name="ticket"
                value={ticket}
                maxLength={500}
                autoComplete="off"
                onChange={(event) => setTicket(event.target.value)}
              />
            </Field>
            <Button
              type="submit"
              variant="primary"
              className="self-start"
              icon={<Search aria-hidden />}
              disabled={ticket.trim() === ''}
              isPending={pending === 'look'}
            >
              {pending === 'look' ? t('pending') : t('action')}
            </Button>
          </form>
        </Card>
        {problem !== null && <ProblemBanner error={problem} />}
        {trace && (
          <TraceResult
            trace={trace}
            canRepair={canRepair}
            isWriting={pending === 'write'}
            onWrite={() => void run('write', ticket)}
          />
        )}
      </div>
    </>
  );
}
