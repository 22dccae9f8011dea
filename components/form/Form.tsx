'use client';

import type { ReactNode } from 'react';
import { FormProvider, type FieldValues } from 'react-hook-form';
import { ProblemBanner } from '@/components/form/ProblemBanner';
import { cn } from '@/components/ui/cn';
import type { ApiForm } from '@/lib/client/useApiForm';

/** A form of ours: fields inside find their values by name, the last failure stands on top. */
export function Form<V extends FieldValues, O>({
  api,
  className,
  children,
  label,
  isProblemTold = false,
}: {
  api: ApiForm<V, O>;
  className?: string;
  children: ReactNode;
  label?: string;
  /** The form's owner tells the failure in words of its own. */
  isProblemTold?: boolean;
}) {
  return (
    <FormProvider {...api.form}>
      <form
        noValidate
        aria-label={label}
        onSubmit={(event) => void api.submit(event)}
        className={cn('flex flex-col gap-5', className)}
      >
        {!isProblemTold && <FormProblem api={api} />}
        {children}
      </form>
    </FormProvider>
  );
}

/** Nothing to say when every error has found its field: focus is already on the first. */
function FormProblem<V extends FieldValues, O>({ api }: { api: ApiForm<V, O> }) {
  const { problem, looseErrors } = api;
  if (!problem) return null;
  const isOnFields = problem.errors.length > 0 && looseErrors.length === 0;
  return isOnFields ? null : (
    // The button that failed may be a screen below the banner.
    <div key={problem.requestId} ref={(banner) => banner?.scrollIntoView?.({ block: 'nearest' })}>
      <ProblemBanner error={problem} looseErrors={looseErrors} conflict={api.conflict} />
    </div>
  );
}
