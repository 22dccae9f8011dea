'use client';

import type { ReactNode } from 'react';
import { Button, type ButtonProps } from '@/components/ui/Button';
import type { ApiForm } from '@/lib/client/useApiForm';

/** Sends the form around it; shows by itself that it is sending and that it has. */
export function SubmitButton({
  api,
  children,
  ...props
}: { api: Pick<ApiForm, 'state'>; children: ReactNode } & Omit<
  ButtonProps,
  'type' | 'isPending' | 'isDone'
>) {
  return (
    <Button
      type="submit"
      variant="primary"
      isPending={api.state === 'pending'}
      isDone={api.state === 'done'}
      {...props}
    >
      {children}
    </Button>
  );
}
