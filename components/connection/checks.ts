'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { CheckItem } from '@/components/ui/CheckList';
import type { CheckName, CheckResult } from '@/lib/zendesk/checks';

/** In the order they are run. Written as a record, so that a new check cannot be forgotten here. */
const places: Record<CheckName, number> = {
  account_found: 0,
  credentials_accepted: 1,
  user_active: 2,
  user_admin: 3,
  method_end_date: 4,
  api_access: 5,
  private_first_comment: 6,
};
export const checkOrder = (Object.keys(places) as CheckName[]).sort((a, b) => places[a] - places[b]);

/** Values a text may name; a check that does not give one must not break the sentence. */
const noEvidence = {
  user: '',
  role: '',
  email: '',
  status: 0,
  words: '',
  daysLeft: 0,
  endsOn: '',
  retryAfterMs: 0,
};

/** What Zendesk answered is worth quoting where it names the cause; a page of HTML or our own "no answer" is not. */
const quotable = new Set([
  'credentials_refused',
  'forbidden',
  'account_unavailable',
  'zendesk_down',
  'scope_missing',
  'settings_unreadable',
]);

/** Our sentence around the quote ends by itself. */
const withoutStop = (words: string | number) => String(words).replace(/[\s.]+$/, '');

/** A check in words: its name, what was seen, why it failed and the next step. */
export function useCheckItem(): (
  name: CheckName,
  result: CheckResult | undefined,
  isNext: boolean,
  host: string,
) => CheckItem {
  const t = useTranslations('applications.checks');
  return useCallback(
    (name, result, isNext, host) => {
      const item = { id: name, label: t(`names.${name}`) };
      if (!result) return { ...item, state: isNext ? 'running' : 'pending' };
      const { state, reason } = result;
      const values = { ...noEvidence, ...result.evidence, host };
      if (state === 'skipped') return { ...item, state };
      if (state === 'passed') return { ...item, state, detail: t(`passed.${name}`, values) };
      const known = reason && t.has(`reasons.${reason}`) ? reason : 'unexpected_answer';
      const quote =
        quotable.has(known) && values.status > 0 && values.words
          ? ` ${t('words', { words: withoutStop(values.words) })}`
          : '';
      const why = `${t(`reasons.${known}`, values)}${quote}`;
      const next = t.has(`next.${known}`) ? t(`next.${known}`, values) : '';
      return { ...item, state, detail: [why, next].filter(Boolean).join(' ') };
    },
    [t],
  );
}
