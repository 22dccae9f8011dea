'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiProblem, streamLines } from '@/lib/client/api';
import type { ShownResult } from '@/lib/health/shown';
import { fixOf, type HealthCheckName, type HealthResult } from '@/lib/zendesk/health/judgement';

type Line = HealthResult | { done: true } | { problem: ConstructorParameters<typeof ApiProblem>[0] };
export type Results = Partial<Record<HealthCheckName, ShownResult>>;

export type HealthRun = {
  status: 'idle' | 'running' | 'complete' | 'broken';
  /** Checks that have answered in this run. */
  fresh: ReadonlySet<string>;
  results: Results;
  problem: ApiProblem | null;
};

const byName = (results: readonly ShownResult[]): Results =>
  Object.fromEntries(results.map((result) => [result.name, result]));

/** What was kept of a check, with what this run has just found. */
function merge(known: ShownResult | undefined, result: HealthResult): ShownResult {
  const { name, state, reason = null, evidence = {}, differences = [] } = result;
  const at = new Date().toISOString();
  const isSame = known?.state === state && known.reason === reason;
  return {
    name,
    state,
    reason,
    evidence,
    differences,
    fix: state === 'ok' ? null : fixOf(reason),
    checkedAt: at,
    changedAt: isSame ? known.changedAt : at,
    lastGoodAt: state === 'ok' ? at : (known?.lastGoodAt ?? null),
  };
}

/** Runs every check and shows each as it answers; what was kept before stays until then. Leaving the page stops the run. */
export function useHealthRun(kept: readonly ShownResult[]) {
  const router = useRouter();
  const [run, setRun] = useState<HealthRun>({
    status: 'idle',
    fresh: new Set(),
    results: byName(kept),
    problem: null,
  });
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  const start = useCallback(async () => {
    abort.current?.abort();
    const controller = (abort.current = new AbortController());
    setRun((now) => ({ ...now, status: 'running', fresh: new Set(), problem: null }));
    try {
      await follow(controller.signal, (result) =>
        setRun((now) => ({
          ...now,
          fresh: new Set([...now.fresh, result.name]),
          results: { ...now.results, [result.name]: merge(now.results[result.name], result) },
        })),
      );
      setRun((now) => ({ ...now, status: 'complete' }));
      // The connection may have been paused, or gone on.
      router.refresh();
    } catch (error) {
      if (controller.signal.aborted) return;
      const problem = error instanceof ApiProblem ? error : new ApiProblem({ status: 0, code: 'network' });
      setRun((now) => ({ ...now, status: 'broken', problem }));
    }
  }, [router]);
  return { run, start };
}

async function follow(signal: AbortSignal, onResult: (result: HealthResult) => void): Promise<void> {
  for await (const line of streamLines<Line>('/api/applications/zendesk/health', undefined, { signal })) {
    if ('done' in line) return;
    if ('problem' in line) throw new ApiProblem(line.problem);
    onResult(line);
  }
  throw new ApiProblem({ status: 0, code: 'network' });
}
