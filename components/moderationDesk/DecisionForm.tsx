'use client';

import { BadgeCheck, Ban, Gavel } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useMemo, type KeyboardEvent } from 'react';
import { Form } from '@/components/form/Form';
import { RadioCardsField } from '@/components/form/ChoiceFields';
import { SubmitButton } from '@/components/form/SubmitButton';
import { TextareaField } from '@/components/form/TextField';
import { useShortcuts } from '@/components/moderationDesk/shortcuts';
import { Banner } from '@/components/ui/Banner';
import { SectionCard } from '@/components/ui/Card';
import { toast } from '@/components/ui/toast';
import { api, type ApiProblem } from '@/lib/client/api';
import { useApiForm } from '@/lib/client/useApiForm';
import { useUnsavedGuard } from '@/lib/client/useUnsavedGuard';
import { decisionSchema, statementMax, type CaseDecision, type CaseKind } from '@/lib/moderationDesk/schema';

type Draft = { outcome: CaseDecision['outcome']; statement: string };
type Props = { kind: CaseKind; id: string; previous: string | null; next: string | null };

const formId = 'decision';

/** Accept or reject, with the reasons both sides will read. A colleague who was faster costs none of the typed words. */
export function DecisionForm({ kind, id, previous, next }: Props) {
  const t = useTranslations('moderation.decision');
  const router = useRouter();
  const form = useApiForm<Draft, CaseDecision>({
    schema: decisionSchema,
    values: { outcome: '' as Draft['outcome'], statement: '' },
    send: (decision) => api.post(`/api/moderation/${kind}/${id}/decision`, decision),
    onSaved: () => {
      toast.success({ title: t('saved') });
      router.push(next ?? previous ?? '/moderation');
      router.refresh();
    },
  });
  useUnsavedGuard(form.isDirty && form.state !== 'done', t('unsaved'));
  const { setValue, setFocus } = form.form;
  const actions = useMemo(() => {
    const choose = (outcome: Draft['outcome']) => () => {
      setValue('outcome', outcome, { shouldDirty: true, shouldValidate: true });
      setFocus('statement');
    };
    const go = (href: string | null) => () => href && router.push(href);
    return { a: choose('accepted'), r: choose('rejected'), j: go(next), k: go(previous) };
  }, [setValue, setFocus, router, next, previous]);
  useShortcuts(actions);
  const taken = form.problem?.code.endsWith('_not_open') ? form.problem : null;
  const icons = kind === 'appeals' ? [BadgeCheck, Ban] : [Ban, BadgeCheck];
  return (
    <SectionCard title={t('title')}>
      <Form api={form} label={t('title')} isProblemTold={taken !== null}>
        {taken && <TakenBanner kind={kind} problem={taken} />}
        <RadioCardsField
          name="outcome"
          label={t('outcome')}
          cards={(['accepted', 'rejected'] as const).map((outcome, index) => {
            const Icon = icons[index] ?? Gavel;
            return {
              value: outcome,
              label: t(`${kind}.${outcome}`),
              hint: t(`${kind}.${outcome}Hint`),
              badge: <Icon aria-hidden className="size-4 text-ink-faint" />,
            };
          })}
        />
        <TextareaField
          name="statement"
          id={`${formId}-statement`}
          label={t('statement')}
          hint={t('statementHint')}
          maxLength={statementMax}
          rows={5}
          onKeyDown={(event: KeyboardEvent) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void form.submit();
          }}
        />
        <SubmitButton api={form} icon={<Gavel aria-hidden />}>
          {form.state === 'pending' ? t('pending') : t('send')}
        </SubmitButton>
      </Form>
    </SectionCard>
  );
}

/** The other decision, told by the refusal itself: no second request, no guess. */
function TakenBanner({ kind, problem }: { kind: CaseKind; problem: ApiProblem }) {
  const t = useTranslations('moderation');
  const { outcome, by, statement } = problem.params;
  const state = outcome === 'accepted' || outcome === 'rejected' ? outcome : 'closed';
  return (
    <Banner isLive tone="info" title={t(`decided.${kind}.${state}`)}>
      {by ? <p>{t('decision.takenBy', { name: by })}</p> : <p>{t('decided.closedText')}</p>}
      {statement ? (
        <blockquote className="mt-1 break-words whitespace-pre-wrap">{statement}</blockquote>
      ) : null}
      <p className="mt-1 text-ink-soft">{t('decision.kept')}</p>
    </Banner>
  );
}
