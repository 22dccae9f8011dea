'use client';

import { useTranslations } from 'next-intl';
import { Banner } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import type { ProblemField } from '@/lib/client/api';
import { useFieldText, useProblemText } from '@/lib/client/problemText';
import type { ApiForm } from '@/lib/client/useApiForm';

type Props = {
  error: unknown;
  looseErrors?: readonly ProblemField[];
  conflict?: ApiForm['conflict'];
  className?: string;
};

/** A failed call in words: what happened, what to do next, and a way out where there is one. */
export function ProblemBanner({ error, looseErrors = [], conflict, className }: Props) {
  const t = useTranslations('ui');
  const problemText = useProblemText();
  const fieldText = useFieldText();
  const { title, nextStep, reference } = problemText(error);
  return (
    <Banner
      isLive
      tone={conflict ? 'warning' : 'danger'}
      title={title}
      action={conflict && <ConflictActions conflict={conflict} />}
      className={className}
    >
      {nextStep && <p>{nextStep}</p>}
      {looseErrors.length > 0 && (
        <ul className="mt-1 list-disc pl-5">
          {looseErrors.map((field) => (
            <li key={`${field.path} ${field.code}`}>
              {field.path && <code className="font-mono text-sm">{field.path}</code>} {fieldText(field)}
            </li>
          ))}
        </ul>
      )}
      {reference && (
        <p className="mt-1 font-mono text-xs text-ink-soft">{t('problem.reference', { id: reference })}</p>
      )}
    </Banner>
  );
}

function ConflictActions({ conflict }: { conflict: NonNullable<ApiForm['conflict']> }) {
  const t = useTranslations('ui');
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="sm" onClick={conflict.takeTheirs}>
        {t('conflict.takeTheirs')}
      </Button>
      {conflict.keepMine && (
        <Button size="sm" onClick={conflict.keepMine}>
          {t('conflict.keepMine')}
        </Button>
      )}
    </div>
  );
}
