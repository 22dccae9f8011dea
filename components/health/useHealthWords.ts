'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { HealthWords } from '@/lib/health/words';

/** The words of results on a page, with moments as the website's people see them. */
export function useHealthWords(timeZone: string): HealthWords {
  const t = useTranslations('health');
  const checks = useTranslations('applications.checks');
  const format = useFormatter();
  return useMemo(
    () => ({
      t,
      checks,
      moment: (iso) => format.dateTime(new Date(iso), { dateStyle: 'medium', timeStyle: 'short', timeZone }),
    }),
    [t, checks, format, timeZone],
  );
}
