'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { checkOrder } from '@/components/connection/checks';
import type { ConnectionInput } from '@/lib/connection/schema';
import { ApiProblem, streamLines } from '@/lib/client/api';
import type { CheckName, CheckReason, CheckResult } from '@/lib/zendesk/checks';

type Line = CheckResult | { done: true } | { problem: ConstructorParameters<typeof ApiProblem>[0] };

export type TestRun = {
  status: 'idle' | 'running' | 'complete' | 'broken';
  /** The account's address that was tested, for the texts. */
  host: string;
  results: Partial<Record<CheckName, CheckResult>>;
  problem: ApiProblem | null;
};

const idle: TestRun = { status: 'idle', host: '', results: {}, problem: null };
const cut = () => new ApiProblem({ status: 0, code: 'network' });

/** Runs the connection test and keeps what has come in so far, check by check. Leaving the page stops it. */
export function useConnectionTest() {
  const [run, setRun] = useState<TestRun>(idle);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  const start = useCallback(async (input: ConnectionInput, host: string): Promise<ApiProblem | null> => {
    abort.current?.abort();
    const controller = (abort.current = new AbortController());
    setRun({ ...idle, status: 'running', host });
    try {
      await follow(input, controller.signal, (check) =>
        setRun((now) => ({ ...now, results: { ...now.results, [check.name]: check } })),
      );
      setRun((now) => ({ ...now, status: 'complete' }));
      return null;
    } catch (error) {
      if (controller.signal.aborted) return null;
      const problem = error instanceof ApiProblem ? error : cut();
      setRun((now) => ({ ...now, status: 'broken', problem }));
      return problem;
    }
  }, []);

  /** Shows the check that made saving fail: the ones before it passed, the ones after it were not needed any more. */
  const showFailure = useCallback((problem: ApiProblem, host: string) => {
    const { check, reason, ...evidence } = problem.params;
    const failed = checkOrder.indexOf(check as CheckName);
    const results = checkOrder.map((name, index): [CheckName, CheckResult] => {
      if (index === failed) return [name, { name, state: 'failed', reason: reason as CheckReason, evidence }];
      return [
        name,
        index < failed
          ? { name, state: 'passed', evidence }
          : { name, state: 'skipped', reason: 'not_reached' },
      ];
    });
    if (failed >= 0)
      setRun({ status: 'complete', host, results: Object.fromEntries(results), problem: null });
  }, []);

  const clear = useCallback(() => {
    abort.current?.abort();
    setRun(idle);
  }, []);

  return { run, start, showFailure, clear };
}

async function follow(
  input: ConnectionInput,
  signal: AbortSignal,
  onCheck: (check: CheckResult) => void,
): Promise<void> {
  for await (const line of streamLines<Line>('/api/applications/zendesk/test', input, { signal })) {
    if ('done' in line) return;
    if ('problem' in line) throw new ApiProblem(line.problem);
    onCheck(line);
  }
  throw cut();
}
