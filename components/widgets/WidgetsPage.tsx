'use client';

import { ExternalLink } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useState } from 'react';
import { SectionCard } from '@/components/ui/Card';
import { CopyButton } from '@/components/ui/CopyButton';
import { DescriptionList } from '@/components/ui/Description';
import { PageHeader } from '@/components/ui/PageHeader';
import { TextLink } from '@/components/ui/TextLink';
import { WidgetChooser } from '@/components/widgets/WidgetChooser';
import { WidgetPreview } from '@/components/widgets/WidgetPreview';
import { toSnippet, type WidgetChoice } from '@/components/widgets/snippet';

type Props = { idWebsite: string; name: string; appUrl: string };

/** Pick a widget, see it with one's own reviews, copy the lines. */
export function WidgetsPage({ idWebsite, name, appUrl }: Props) {
  const t = useTranslations('widgets.page');
  const [choice, setChoice] = useState<WidgetChoice>({
    view: 'badge',
    product: '',
    theme: 'light',
    accent: '',
  });
  // Typing a reference must not wait for the preview, which asks for data.
  const shown = useDeferredValue(choice);
  const snippet = toSnippet(choice, { appUrl, idWebsite, link: t('link', { shop: name }) });
  return (
    <>
      <PageHeader title={t('title')} description={t('lead')} />
      <div className="grid gap-5 lg:grid-cols-2 lg:items-start">
        <WidgetChooser choice={choice} onChange={setChoice} />
        <div className="flex min-w-0 flex-col gap-5">
          <SectionCard title={t('preview')} description={t('previewHint')}>
            <WidgetPreview idWebsite={idWebsite} choice={shown} />
          </SectionCard>
          <SectionCard
            title={t('code')}
            description={t('codeHint')}
            aside={<CopyButton value={snippet} name={t('code')} />}
          >
            <pre className="rounded-md bg-sunken p-4 font-mono text-sm break-all whitespace-pre-wrap">
              {snippet}
            </pre>
          </SectionCard>
        </div>
      </div>
      <div className="mt-5 grid gap-5 lg:grid-cols-2 lg:items-start">
        <Variables />
        <Addresses idWebsite={idWebsite} appUrl={appUrl} />
      </div>
    </>
  );
}

const variables = [
  ['accent', '--vr-accent'],
  ['star', '--vr-star'],
  ['starEmpty', '--vr-star-empty'],
  ['text', '--vr-text'],
  ['muted', '--vr-muted'],
  ['background', '--vr-background'],
  ['border', '--vr-border'],
  ['radius', '--vr-radius'],
  ['font', '--vr-font'],
  ['minHeight', '--vr-min-height'],
] as const;

function Variables() {
  const t = useTranslations('widgets.page');
  return (
    <SectionCard title={t('variables')} description={t('variablesHint')}>
      <DescriptionList
        items={variables.map(([key, name]) => ({
          term: t(`vars.${key}`),
          value: <code className="font-mono text-sm">{name}</code>,
        }))}
      />
    </SectionCard>
  );
}

function Addresses({ idWebsite, appUrl }: Omit<Props, 'name'>) {
  const t = useTranslations('widgets.page');
  const json = `${appUrl}/widget/${idWebsite}.json`;
  return (
    <div className="flex flex-col gap-5">
      <SectionCard title={t('certificate')} description={t('certificateHint')}>
        <TextLink
          href={`/certificate/${idWebsite}`}
          target="_blank"
          rel="noreferrer"
          className="inline-flex items-center gap-1.5"
        >
          {t('open')}
          <ExternalLink aria-hidden className="size-3.5" />
        </TextLink>
      </SectionCard>
      <SectionCard
        title={t('json')}
        description={t('jsonHint')}
        aside={<CopyButton value={json} name={t('json')} />}
      >
        <code className="font-mono text-sm break-all">{json}</code>
      </SectionCard>
    </div>
  );
}
