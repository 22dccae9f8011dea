'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { GuideDrawing, guideSteps } from '@/components/connection/GuideDrawing';
import { Button } from '@/components/ui/Button';
import { Disclosure } from '@/components/ui/Disclosure';

/** How an OAuth client is made in Zendesk: five screens, one at a time. */
export function OauthClientGuide() {
  const t = useTranslations('zendeskSetup.guide');
  const [index, setIndex] = useState(0);
  const step = guideSteps[index] ?? 'one';
  return (
    <Disclosure title={t('title')}>
      <div className="grid gap-4 px-4 pt-1 pb-4 md:grid-cols-[minmax(0,26rem)_1fr]">
        <GuideDrawing step={step} />
        <div className="flex flex-col gap-3" aria-live="polite">
          <p className="text-sm font-semibold text-seal-ink">
            {t('step', { step: index + 1, steps: guideSteps.length })}
          </p>
          <p className="md:min-h-24">{t(step)}</p>
          <div className="flex gap-2">
            <Button
              size="sm"
              icon={<ChevronLeft aria-hidden />}
              disabled={index === 0}
              onClick={() => setIndex(index - 1)}
            >
              {t('previous')}
            </Button>
            <Button
              size="sm"
              icon={<ChevronRight aria-hidden />}
              disabled={index === guideSteps.length - 1}
              onClick={() => setIndex(index + 1)}
            >
              {t('next')}
            </Button>
          </div>
        </div>
      </div>
    </Disclosure>
  );
}
