'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { HealthWords, Say } from '@/lib/health/words';

/** The words of results on a page, with moments as the website's people see them. */
export function useHealthWords(timeZone: string): HealthWords {
  const t = useTranslations('health');
  const checks = useTranslations('applications.checks');
  const format = useFormatter();
  return useMemo(
    () => ({
      t: t as unknown as Say,
      checks: checks as unknown as Say,
      moment: (iso) => format.dateTime(new Date(iso), { dateStyle: 'medium', timeStyle: 'short', timeZone }),
    }),
    [t, checks, format, timeZone],
  );
}
