'use client';

import { CircleCheck, CircleDashed, SearchCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { LegacyImport } from '@/components/health/LegacyImport';
import { ProblemBanner } from '@/components/form/ProblemBanner';
import { Badge } from '@/components/ui/Badge';
import { Button } from '@/components/ui/Button';
import { SectionCard } from '@/components/ui/Card';
import { toast } from '@/components/ui/toast';
import { api } from '@/lib/client/api';
import type { LegacyView } from '@/lib/health/legacy';

const path = '/api/applications/zendesk/health/legacy';
type Answer = { objects: LegacyView[]; fault?: { words: string } | null };
type Work = 'load' | 'take' | 'leave';

/** What the former integration left in the account, taken over or left; and its known ids as a file. */
export function LegacyCard() {
  const t = useTranslations('health.legacy');
  const router = useRouter();
  const [objects, setObjects] = useState<LegacyView[] | null>(null);
  const [pending, setPending] = useState<Work | null>(null);
  const [problem, setProblem] = useState<unknown>(null);

  async function work(kind: Work) {
    setPending(kind);
    setProblem(null);
    try {
      const answer =
        kind === 'load' ? await api.get<Answer>(path) : await api.post<Answer>(path, { act: kind });
      setObjects(answer.objects);
      if (answer.fault) toast.error({ title: answer.fault.words });
      else if (kind !== 'load') {
        toast.success({ title: t(kind === 'take' ? 'taken' : 'leftDone') });
        router.refresh();
      }
    } catch (error) {
      setProblem(error);
    } finally {
      setPending(null);
    }
  }

  const isOpen = objects?.some(({ isActive, isLeft }) => isActive && !isLeft) ?? false;
  return (
    <SectionCard
      title={t('title')}
      description={t('description')}
      aside={
        <Button
          icon={<SearchCheck aria-hidden />}
          isPending={pending === 'load'}
          onClick={() => void work('load')}
        >
          {pending === 'load' ? t('loading') : t('load')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        {problem !== null && <ProblemBanner error={problem} />}
        {objects?.length === 0 && <p className="text-ink-soft">{t('none')}</p>}
        {objects && objects.length > 0 && (
          <ul className="divide-y divide-line">
            {objects.map((object) => (
              <LegacyRow key={`${object.kind}:${object.id}`} object={object} />
            ))}
          </ul>
        )}
        {isOpen && (
          <div className="flex flex-col gap-2">
            <p className="text-sm text-ink-soft">{t('takeHint')}</p>
            <div className="flex flex-wrap gap-2">
              <Button variant="primary" isPending={pending === 'take'} onClick={() => void work('take')}>
                {pending === 'take' ? t('taking') : t('take')}
              </Button>
              <Button isPending={pending === 'leave'} onClick={() => void work('leave')}>
                {t('leave')}
              </Button>
            </div>
          </div>
        )}
        <LegacyImport />
      </div>
    </SectionCard>
  );
}

function LegacyRow({ object }: { object: LegacyView }) {
  const t = useTranslations('health.legacy');
  const { kind, title, id, isActive, isLeft, fieldId } = object;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3 first:pt-0">
      <div className="min-w-48 flex-1">
        <p className="font-medium break-words">
          {t(`kinds.${kind}`)} · {title}
        </p>
        <p className="font-mono text-sm break-all text-ink-faint">{id}</p>
        {fieldId !== null && (
          <p className="text-sm text-ink-soft">{t('fieldOf', { field: String(fieldId) })}</p>
        )}
      </div>
      {isLeft ? (
        <Badge>{t('left')}</Badge>
      ) : (
        <Badge tone={isActive ? 'warning' : 'neutral'} icon={isActive ? CircleCheck : CircleDashed}>
          {t(isActive ? 'active' : 'inactive')}
        </Badge>
      )}
    </li>
  );
}
