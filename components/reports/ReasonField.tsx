'use client';

import { Paperclip } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { RadioCardsField } from '@/components/form/ChoiceFields';
import { useFieldError } from '@/components/form/useFieldError';
import { useReasonWords } from '@/components/reports/reasonWords';
import { Badge } from '@/components/ui/Badge';
import type { ReasonChoice } from '@/lib/moderationDesk/reportDesk';

/** The thirteen reasons and no other; those that do not fit this review stay in sight, greyed, with why. */
export function ReasonField({ reasons }: { reasons: readonly ReasonChoice[] }) {
  const t = useTranslations('moderation.assistant');
  const reasonOf = useReasonWords();
  const error = useFieldError('reason');
  const hintOf = ({ blocked, decided, accepted }: ReasonChoice) => {
    if (blocked) return t(`reasonBlocked.${blocked}`);
    return decided > 0 ? t('figures', { accepted, decided }) : t('figuresNone');
  };
  return (
    <RadioCardsField
      name="reason"
      label={
        <>
          {t('reason')}
          {/* Thirteen cards above the group's own message would hide it; this copy is for the eye. */}
          {error && (
            <span aria-hidden className="ml-2 text-danger-ink">
              {error}
            </span>
          )}
        </>
      }
      hint={t('reasonHint')}
      cards={reasons.map((reason) => ({
        value: reason.code,
        label: reasonOf(reason.code),
        hint: hintOf(reason),
        isDisabled: reason.blocked !== null,
        badge:
          reason.proof === 'required' && !reason.blocked ? (
            <Badge icon={Paperclip}>{t('proofRequired')}</Badge>
          ) : undefined,
      }))}
    />
  );
}
