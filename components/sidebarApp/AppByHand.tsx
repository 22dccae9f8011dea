'use client';

import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ButtonLink } from '@/components/ui/Button';
import { CopyButton } from '@/components/ui/CopyButton';
import type { AppView } from '@/lib/sidebar/appInstallation';
import { api } from '@/lib/client/api';

const steps = ['one', 'two', 'three', 'four'] as const;

/** For accounts whose administrator uploads apps by hand: the same package, the way to it, and each value to copy. */
export function AppByHand({ settings, icon }: { settings: AppView['settings']; icon: ReactNode }) {
  const t = useTranslations('zendeskSetup.app');
  // The key is fetched at the moment it is copied, and each look is noted: it never stands on this page.
  const readKey = async () => (await api.post<{ secretKey: string }>('/api/websites/secret-key')).secretKey;
  const values = [
    { key: 'domain', shown: settings.domain, value: settings.domain },
    { key: 'websiteId', shown: settings.websiteId, value: settings.websiteId },
    { key: 'secretKey', shown: '••••••••••••', value: readKey },
  ] as const;
  return (
    <details className="group rounded-lg border border-line bg-ground/60">
      <summary className="flex min-h-10 cursor-pointer list-none items-center justify-between gap-2 rounded-lg px-3.5 py-2 font-medium [&::-webkit-details-marker]:hidden">
        {t('byHand.title')}
        <ChevronDown
          aria-hidden
          className="size-4 shrink-0 text-ink-faint transition-transform group-open:rotate-180"
        />
      </summary>
      <div className="flex flex-col gap-4 px-4 pt-1 pb-4">
        <ol className="list-decimal space-y-1.5 pl-5 text-ink-soft marker:font-semibold marker:text-seal-ink">
          {steps.map((step) => (
            <li key={step}>{t(`byHand.${step}`)}</li>
          ))}
        </ol>
        <div>
          <ButtonLink href="/applications/zendesk/app.zip" size="sm" icon={icon} prefetch={false}>
            {t('byHand.download')}
          </ButtonLink>
        </div>
        <dl className="divide-y divide-line rounded-lg border border-line bg-surface">
          {values.map(({ key, shown, value }) => (
            <div key={key} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3.5 py-2.5">
              <dt className="min-w-32 text-sm font-medium">{t(`byHand.${key}`)}</dt>
              <dd className="flex min-w-0 grow basis-full items-center justify-between gap-3 sm:basis-0">
                <span className="min-w-0 font-mono text-sm break-all text-ink-soft">{shown}</span>
                <CopyButton value={value} name={t(`byHand.${key}`)} />
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </details>
  );
}
