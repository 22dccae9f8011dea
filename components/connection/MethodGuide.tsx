'use client';

import { useTranslations } from 'next-intl';
import { OauthClientGuide } from '@/components/connection/OauthClientGuide';
import { Disclosure } from '@/components/ui/Disclosure';
import type { ConnectionMethod } from '@/lib/connection/schema';

const steps = ['one', 'two', 'three'] as const;

/** Where in Zendesk the asked-for values are found, in three steps. */
export function MethodGuide({ method }: { method: ConnectionMethod }) {
  const t = useTranslations('applications.guide');
  if (method === 'oauth_client_credentials') return <OauthClientGuide />;
  return (
    <Disclosure title={t('title')}>
      <ol className="list-decimal space-y-1.5 py-1 pr-4 pb-3.5 pl-9 text-ink-soft marker:font-semibold marker:text-seal-ink">
        {steps.map((step) => (
          <li key={step}>{t(`${method}.${step}`)}</li>
        ))}
      </ol>
    </Disclosure>
  );
}
