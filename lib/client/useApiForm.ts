'use client';

import { useCallback, useState, type SyntheticEvent } from 'react';
import {
  get,
  useForm,
  type DefaultValues,
  type FieldValues,
  type Path,
  type PathValue,
  type UseFormReturn,
} from 'react-hook-form';
import type { z } from 'zod';
import { ApiProblem, type ProblemField } from '@/lib/client/api';
import { useFieldText } from '@/lib/client/problemText';
import { schemaResolver } from '@/lib/client/schemaResolver';

export type ApiFormOptions<V extends FieldValues, O, A> = {
  /** The request's own schema: the same rules in the browser and in the route. */
  schema: z.ZodType<O, V>;
  /** First values. A form for another record must be a new one: give the component a `key`. */
  values: DefaultValues<V>;
  send: (values: O) => Promise<A>;
  /** What the form holds after saving, made from the answer; without it, what was sent. */
  toValues?: (answer: A) => V;
  onSaved?: (answer: A) => void;
  /** Loads what somebody else has saved meanwhile; the page is loaded anew unless given. */
  reload?: () => void;
};

export type ApiForm<V extends FieldValues = FieldValues, O = V> = {
  form: UseFormReturn<V, unknown, O>;
  submit: (event?: SyntheticEvent) => Promise<void>;
  /** `done` lasts until something is changed again. */
  state: 'idle' | 'pending' | 'done';
  isDirty: boolean;
  /** The last failed save; field errors that have their field are shown there instead. */
  problem: ApiProblem | null;
  /** Field errors of the answer that fit no field of this form. */
  looseErrors: readonly ProblemField[];
  /** Somebody saved in between. What was typed is still in the form. */
  conflict: { keepMine: (() => void) | null; takeTheirs: () => void } | null;
};

/**
 * One form over one API call: validation by the request's schema, pending and done, the server's field errors put on
 * their fields with focus on the first, a version conflict that loses nothing, and a reset to the answer.
 */
export function useApiForm<V extends FieldValues, O = V, A = unknown>(
  options: ApiFormOptions<V, O, A>,
): ApiForm<V, O> {
  const { schema, values, send, toValues, onSaved, reload } = options;
  const fieldText = useFieldText();
  const form = useForm<V, unknown, O>({ defaultValues: values, resolver: schemaResolver(schema, fieldText) });
  const [outcome, setOutcome] = useState<{
    isSaved: boolean;
    problem: ApiProblem | null;
    loose: readonly ProblemField[];
  }>(nothingYet);
  const { isSubmitting, isDirty } = form.formState;

  const onValid = async (sent: O) => {
    setOutcome(nothingYet);
    try {
      const answer = await send(sent);
      form.reset(toValues ? toValues(answer) : form.getValues(), { keepErrors: false });
      setOutcome({ isSaved: true, problem: null, loose: [] });
      onSaved?.(answer);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setOutcome({ isSaved: false, problem: error, loose: showFieldErrors(form, error, fieldText) });
    }
  };

  const submit = async (event?: SyntheticEvent) => {
    // A second Enter while the first request is under way must not send again.
    event?.preventDefault();
    if (!form.formState.isSubmitting) await form.handleSubmit(onValid)();
  };

  const takeTheirs = useCallback(() => (reload ?? (() => window.location.reload()))(), [reload]);
  const newVersion =
    outcome.problem?.code === 'version_conflict' ? outcome.problem.params.version : undefined;
  const keepMine = () => {
    form.setValue('version' as Path<V>, Number(newVersion) as PathValue<V, Path<V>>);
    void submit();
  };

  return {
    form,
    submit,
    state: isSubmitting ? 'pending' : outcome.isSaved && !isDirty ? 'done' : 'idle',
    isDirty,
    problem: outcome.problem,
    looseErrors: outcome.loose,
    conflict:
      outcome.problem?.code === 'version_conflict'
        ? { keepMine: newVersion === undefined ? null : keepMine, takeTheirs }
        : null,
  };
}

const nothingYet = { isSaved: false, problem: null, loose: [] };

/** Puts each error on its field and focuses the first; returns those without a field. */
function showFieldErrors<V extends FieldValues, O>(
  form: UseFormReturn<V, unknown, O>,
  problem: ApiProblem,
  fieldText: (issue: { code: string; message: string }) => string,
): ProblemField[] {
  const isHere = ({ path }: ProblemField) => path !== '' && get(form.control._fields, path) !== undefined;
  const mine = problem.errors.filter(isHere);
  mine.forEach((error, index) => {
    form.setError(
      error.path as Path<V>,
      { type: error.code, message: fieldText(error) },
      { shouldFocus: index === 0 },
    );
  });
  return problem.errors.filter((error) => !isHere(error));
}
