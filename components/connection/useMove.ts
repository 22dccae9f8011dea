'use client';

import { useCallback, useState } from 'react';
import type { MoveStep } from '@/lib/connection/move';
import type { MoveInput } from '@/lib/connection/schema';
import { ApiProblem, streamLines } from '@/lib/client/api';
import type { CheckName, CheckResult } from '@/lib/zendesk/checks';

type Line = MoveStep | { done: true } | { problem: ConstructorParameters<typeof ApiProblem>[0] };
export type Results = Partial<Record<CheckName, CheckResult>>;

export type MoveRun = {
  status: 'idle' | 'running' | 'kept' | 'done' | 'cut';
  present: Results;
  fresh: Results;
  isSwapped: boolean;
  isErased: boolean;
};

const idle: MoveRun = { status: 'idle', present: {}, fresh: {}, isSwapped: false, isErased: false };

function follow(run: MoveRun, line: MoveStep): MoveRun {
  if (line.step === 'present') return { ...run, present: { ...run.present, [line.check.name]: line.check } };
  if (line.step === 'new') return { ...run, fresh: { ...run.fresh, [line.check.name]: line.check } };
  if (line.step === 'kept') return { ...run, status: 'kept' };
  return line.step === 'swapped' ? { ...run, isSwapped: true } : { ...run, isErased: true, status: 'done' };
}

/** Runs the move and keeps what has come in so far, step by step. */
export function useMove() {
  const [run, setRun] = useState<MoveRun>(idle);
  /** @returns whether the website has moved. @throws ApiProblem when it could not be begun or was cut off. */
  const start = useCallback(async (input: MoveInput): Promise<boolean> => {
    let current: MoveRun = { ...idle, status: 'running' };
    const show = (next: MoveRun) => setRun((current = next));
    show(current);
    try {
      for await (const line of streamLines<Line>('/api/applications/zendesk/move', input)) {
        if ('done' in line) return current.status === 'done';
        if ('problem' in line) throw new ApiProblem(line.problem);
        show(follow(current, line));
      }
      throw new ApiProblem({ status: 0, code: 'network' });
    } catch (error) {
      const hasBegun = Object.keys(current.present).length > 0;
      show({ ...current, status: hasBegun ? 'cut' : 'idle' });
      throw error;
    }
  }, []);
  return { run, start };
}
