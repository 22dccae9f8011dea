'use client';

import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { OauthClientGuide } from '@/components/applications/OauthClientGuide';
import type { ConnectionMethod } from '@/lib/applications/schema';

const steps = ['one', 'two', 'three'] as const;

/** Where in Zendesk the asked-for values are found, in three steps. */
export function MethodGuide({ method }: { method: ConnectionMethod }) {
  const t = useTranslations('applications.guide');
  if (method === 'oauth_client_credentials') return <OauthClientGuide />;
  return (
    <details className="group rounded-lg border border-line bg-ground/60">
      <summary className="flex min-h-10 cursor-pointer list-none items-center justify-between gap-2 rounded-lg px-3.5 py-2 font-medium [&::-webkit-details-marker]:hidden">
        {t('title')}
        <ChevronDown
          aria-hidden
          className="size-4 shrink-0 text-ink-faint transition-transform group-open:rotate-180"
        />
      </summary>
      <ol className="list-decimal space-y-1.5 py-1 pr-4 pb-3.5 pl-9 text-ink-soft marker:font-semibold marker:text-seal-ink">
        {steps.map((step) => (
          <li key={step}>{t(`${method}.${step}`)}</li>
        ))}
      </ol>
    </details>
  );
}
