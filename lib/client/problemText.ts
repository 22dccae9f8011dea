'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { ApiProblem } from '@/lib/client/api';

export type ProblemText = { title: string; nextStep: string | null; reference: string | null };

/**
 * Words for a failed call: `errors.<code>` says what happened, `errors.next.<code>` what to do. An unknown code reads as
 * `internal`, and only then the request id is shown: it is of use to support, not to somebody who mistyped.
 */
export function useProblemText(): (error: unknown) => ProblemText {
  const t = useTranslations('errors');
  return useCallback(
    (error) => {
      const problem = error instanceof ApiProblem ? error : null;
      const code = problem && t.has(problem.code) ? problem.code : 'internal';
      // Texts may name these; a caller that does not know them must not break the sentence.
      const params = { seconds: 0, ...problem?.params };
      const nextStep = t.has(`next.${code}`) ? t(`next.${code}`, params) : null;
      const isOurs = code === 'internal' || (problem?.status ?? 500) >= 500;
      return { title: t(code, params), nextStep, reference: isOurs ? (problem?.requestId ?? null) : null };
    },
    [t],
  );
}

/** An issue of zod in the browser, or an entry of the server's `errors[]`; limits are there only in the first. */
type Issue = { code: string };
type IssueFacts = {
  minimum?: unknown;
  maximum?: unknown;
  origin?: string;
  format?: string;
  input?: unknown;
  params?: { code?: string };
};

/**
 * Words for one wrong field. Our own codes come first (`errors.fields.<code>`), then zod's with its limits, then a plain
 * "not valid".
 */
export function useFieldText(): (issue: Issue) => string {
  const t = useTranslations('errors');
  return useCallback(
    (issue) => {
      const facts = issue as IssueFacts;
      const keys = [facts.params?.code, zodKey(issue.code, facts), issue.code];
      const key = keys.map((name) => `fields.${name ?? ''}`).find((name) => t.has(name)) ?? 'fields.invalid';
      return t(key, { minimum: Number(facts.minimum ?? 0), maximum: Number(facts.maximum ?? 0) });
    },
    [t],
  );
}

/** Zod's codes are too coarse for a sentence: an empty required text is "missing", not "too small". */
function zodKey(code: string, { origin, minimum, format, input }: IssueFacts): string {
  if (code === 'too_small' && origin === 'string' && Number(minimum) <= 1) return 'required';
  // Without an origin it is the server's entry, which names no limits either: the plain sentence fits.
  if ((code === 'too_small' || code === 'too_big') && origin)
    return `${code}_${origin === 'int' ? 'number' : origin}`;
  if (code === 'invalid_type')
    return input === undefined || input === null || Number.isNaN(input) ? 'required' : 'invalid';
  if (code === 'invalid_format') return `format_${format ?? ''}`;
  return code;
}
