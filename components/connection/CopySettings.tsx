'use client';

import { CopyPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemBanner } from '@/components/form/ProblemBanner';
import { Banner } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Checkbox } from '@/components/ui/Checkbox';
import { Dialog, DialogClose } from '@/components/ui/Dialog';
import { Field } from '@/components/ui/Field';
import { Select } from '@/components/ui/Select';
import type { Copied } from '@/lib/connection/copySettings';
import { api } from '@/lib/client/api';

const parts = ['tickets', 'moderation', 'chat'] as const;
type Part = (typeof parts)[number];
type Website = { id: string; name: string };

/** Takes settings over from another website, after a question that names what is replaced. */
export function CopySettings({ website, others }: { website: Website; others: readonly Website[] }) {
  const t = useTranslations('zendeskSetup.copy');
  const [isOpen, setOpen] = useState(false);
  const [from, setFrom] = useState<string | null>(others.length === 1 ? (others[0]?.id ?? null) : null);
  const [chosen, setChosen] = useState<readonly Part[]>(parts);
  const copy = useCopy();
  const toggle = (part: Part, isOn: boolean) =>
    setChosen((before) => parts.filter((one) => (one === part ? isOn : before.includes(one))));
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" icon={<CopyPlus aria-hidden />}>
          {t('title')}
        </Button>
      }
      title={t('title')}
      description={t('description')}
      footer={
        copy.done ? (
          <Button variant="primary" onClick={() => window.location.reload()}>
            {t('show')}
          </Button>
        ) : (
          <>
            <DialogClose>{t('cancel')}</DialogClose>
            <Button
              variant="primary"
              isPending={copy.isPending}
              disabled={from === null || chosen.length === 0}
              onClick={() => from !== null && void copy.run(from, chosen)}
            >
              {t('action')}
            </Button>
          </>
        )
      }
    >
      {copy.done ? (
        <Banner
          isLive
          tone={copy.done.parts.length > 0 ? 'success' : 'warning'}
          title={t(copy.done.parts.length > 0 ? 'done' : 'notCopied')}
        >
          {copy.done.parts.includes('tickets') && copy.done.isOtherAccount ? t('otherAccount') : null}
        </Banner>
      ) : (
        <div className="flex flex-col gap-4">
          <Field label={t('from')}>
            <Select
              value={from}
              onValueChange={setFrom}
              placeholder={t('choose')}
              options={others.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Field>
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-1.5 text-sm font-medium">{t('parts')}</legend>
            {parts.map((part) => (
              // The box names itself by `aria-label`; the label element beside it only widens the target.
              <label key={part} className="flex items-start gap-2.5">
                <Checkbox
                  aria-label={t(part)}
                  checked={chosen.includes(part)}
                  onCheckedChange={(isOn) => toggle(part, isOn)}
                />
                <span>{t(part)}</span>
              </label>
            ))}
          </fieldset>
          <p className="text-sm text-ink-soft">
            {chosen.length === 0 ? t('nothing') : t('warning', { website: website.name })}
          </p>
          {copy.problem !== null && <ProblemBanner error={copy.problem} />}
        </div>
      )}
    </Dialog>
  );
}

/** The forms on the page hold the settings they were filled with, so the page is loaded anew once the outcome is read. */
function useCopy() {
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [done, setDone] = useState<Copied | null>(null);
  const run = async (from: string, chosen: readonly Part[]) => {
    setPending(true);
    setProblem(null);
    try {
      setDone(await api.post<Copied>('/api/applications/zendesk/copy', { from, parts: chosen }));
    } catch (error) {
      setProblem(error);
    } finally {
      setPending(false);
    }
  };
  return { isPending, problem, done, run };
}
