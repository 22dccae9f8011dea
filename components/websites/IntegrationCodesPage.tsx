'use client';

import { ExternalLink } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Banner } from '@/components/ui/Banner';
import { SectionCard } from '@/components/ui/Card';
import { CopyButton } from '@/components/ui/CopyButton';
import { DescriptionList } from '@/components/ui/Description';
import { PageHeader } from '@/components/ui/PageHeader';
import { TextLink } from '@/components/ui/TextLink';
import { SecretKey } from '@/components/websites/SecretKey';

export type ShownCodes = {
  idWebsite: string;
  name: string;
  platform: string;
  platformDomain: string;
  platformUrl: string;
  canRevealKey: boolean;
  keyLast4: string | null;
};

/** What a shop system or the Zendesk app needs to speak for this website. */
export function IntegrationCodesPage({ codes, apiUrl }: { codes: ShownCodes; apiUrl: string }) {
  const t = useTranslations('account.codes');
  return (
    <>
      <PageHeader title={t('title')} description={t('lead')} />
      <div className="flex flex-col gap-5">
        <SectionCard title={codes.name}>
          <DescriptionList
            items={[
              { term: t('idWebsite'), value: <Code value={codes.idWebsite} name={t('idWebsite')} /> },
              {
                term: t('secretKey'),
                value: <SecretKey last4={codes.keyLast4} canReveal={codes.canRevealKey} />,
              },
              {
                term: t('platform'),
                value: (
                  <TextLink
                    href={codes.platformUrl}
                    target="_blank"
                    rel="noreferrer"
                    className="inline-flex items-center gap-1.5"
                  >
                    {codes.platformDomain}
                    <ExternalLink aria-hidden className="size-3.5" />
                  </TextLink>
                ),
              },
              { term: t('api'), value: <Code value={apiUrl} name={t('api')} /> },
            ]}
          />
        </SectionCard>
        <Banner tone="warning" title={t('keep')}>
          {t('keepHint')}
        </Banner>
        <SectionCard title={t('use')} description={t('useLead')}>
          <ExampleCall codes={codes} apiUrl={apiUrl} />
        </SectionCard>
      </div>
    </>
  );
}

function Code({ value, name }: { value: string; name: string }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2">
      <code className="min-w-0 font-mono text-sm break-all">{value}</code>
      <CopyButton value={value} name={name} />
    </div>
  );
}

/** An order as a shop would push it, ready for a terminal; the key stays a placeholder. */
function ExampleCall({ codes, apiUrl }: { codes: ShownCodes; apiUrl: string }) {
  const t = useTranslations('account.codes');
  const order = {
    orderRef: 'A-1001',
    orderDate: '2026-11-20T10:00:00Z',
    customer: { firstName: 'Ana', lastName: 'Martin', email: 'ana@example.com' },
    products: [{ ref: 'SKU-1', name: 'Lamp' }],
  };
  const call = [
    `curl ${apiUrl}/orders \\`,
    `  -u "${codes.idWebsite}:$SECRET_KEY" \\`,
    `  -H "content-type: application/json" \\`,
    `  -d '${JSON.stringify(order, null, 2)}'`,
  ].join('\n');
  return (
    <div className="flex flex-col items-end gap-2">
      <pre className="w-full rounded-md bg-sunken p-4 font-mono text-sm break-all whitespace-pre-wrap">
        {call}
      </pre>
      <CopyButton value={call} name={t('use')} />
    </div>
  );
}
