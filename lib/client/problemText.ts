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

type Issue = { code?: string; type?: string; message?: string } & Record<string, unknown>;

/**
 * Words for one wrong field, from zod's issue in the browser or from the server's `errors[]`. Our own codes come first
 * (`errors.fields.<code>`), then zod's with its limits, then a plain "not valid".
 */
export function useFieldText(): (issue: Issue) => string {
  const t = useTranslations('errors');
  return useCallback(
    (issue) => {
      const own = (issue.params as { code?: string } | undefined)?.code ?? issue.message ?? '';
      const code = issue.code ?? issue.type ?? '';
      const keys = [own, zodKey(code, issue), code].filter((key) => /^[a-z][a-z0-9_]*$/.test(key));
      const key = keys.map((name) => `fields.${name}`).find((name) => t.has(name)) ?? 'fields.invalid';
      return t(key, { minimum: Number(issue.minimum ?? 0), maximum: Number(issue.maximum ?? 0) });
    },
    [t],
  );
}

/** Zod's codes are too coarse for a sentence: an empty required text is "missing", not "too small". */
function zodKey(code: string, issue: Issue): string {
  const origin = String(issue.origin ?? 'string');
  if (code === 'too_small' && origin === 'string' && Number(issue.minimum ?? 1) <= 1) return 'required';
  if (code === 'too_small' || code === 'too_big') return `${code}_${origin === 'int' ? 'number' : origin}`;
  if (code === 'invalid_type')
    return issue.input === undefined || issue.input === null || issue.input === '' ? 'required' : 'invalid';
  if (code === 'invalid_format') return `format_${String(issue.format ?? '')}`;
  return code;
}
