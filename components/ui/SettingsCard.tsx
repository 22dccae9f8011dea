'use client';

import type { ReactNode } from 'react';
import { Button } from '@/components/ui/Button';
import { CardFooter, CardHeader } from '@/components/ui/Card';

export type SaveState = {
  label: ReactNode;
  isPending: boolean;
  isDone: boolean;
  /** Why saving is not possible now ("no changes", "test first"); the button is off exactly when this is set. */
  blockedBecause?: ReactNode;
  /** Shown when saving is possible, for example "unsaved changes". */
  note?: ReactNode;
};

export type SettingsCardProps = {
  title: ReactNode;
  description?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  save?: SaveState;
  /** More buttons, before the save button. */
  actions?: ReactNode;
};

/** Every setting looks like this: what it is, the controls, and a last line that says what saving would do. Stands inside a form. */
export function SettingsCard({ title, description, aside, children, save, actions }: SettingsCardProps) {
  return (
    <section className="rounded-xl border border-line bg-surface shadow-card">
      <CardHeader title={title} description={description} aside={aside} />
      <div className="flex flex-col gap-5 px-5 pt-4 pb-5">{children}</div>
      {Boolean(save ?? actions) && (
        <CardFooter note={save?.blockedBecause ?? save?.note}>
          {actions}
          {save && (
            <Button
              type="submit"
              variant="primary"
              disabled={!!save.blockedBecause}
              isPending={save.isPending}
              isDone={save.isDone}
            >
              {save.label}
            </Button>
          )}
        </CardFooter>
      )}
    </section>
  );
}
