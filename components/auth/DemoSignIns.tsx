'use client';

import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Spinner } from '@/components/ui/Spinner';

export type DemoSignIn = { role: 'merchant' | 'agent' | 'moderator'; email: string; password: string };
type Props = {
  accounts: readonly DemoSignIn[];
  pendingEmail: string | null;
  onChoose: (account: DemoSignIn) => void;
};

/** The demonstration's accounts, one click each. */
export function DemoSignIns({ accounts, pendingEmail, onChoose }: Props) {
  const t = useTranslations('auth.demo');
  return (
    <section aria-labelledby="demo-sign-ins" className="border-t border-line pt-6">
      <h2 id="demo-sign-ins" className="text-base">
        {t('title')}
      </h2>
      <p className="text-sm text-ink-soft">{t('lead')}</p>
      <ul className="mt-3 flex flex-col gap-2">
        {accounts.map((account) => (
          <li key={account.email}>
            <button
              type="button"
              disabled={pendingEmail !== null}
              onClick={() => onChoose(account)}
              className="group flex w-full items-center gap-3 rounded-lg border border-line bg-surface px-4 py-3 text-left transition-colors hover:border-seal hover:bg-seal-soft disabled:opacity-60"
            >
              <span className="min-w-0 flex-1">
                <span className="font-medium">{t(account.role)}</span>
                <span className="block text-sm text-ink-soft">{t(`${account.role}Hint`)}</span>
                <span className="block truncate font-mono text-xs leading-5 text-ink-faint">
                  {account.email}
                </span>
              </span>
              {pendingEmail === account.email ? (
                <Spinner />
              ) : (
                <ArrowRight
                  aria-hidden
                  className="size-4 shrink-0 text-ink-faint transition-transform group-hover:translate-x-0.5"
                />
              )}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
