'use client';

import {
  CircleCheck,
  CircleDashed,
  ExternalLink,
  FolderTree,
  TextCursorInput,
  Webhook,
  Zap,
  type LucideIcon,
} from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/Badge';
import { ButtonLink } from '@/components/ui/Button';
import { SectionCard } from '@/components/ui/Card';
import { EmptyState } from '@/components/ui/EmptyState';
import type { ObjectsView } from '@/lib/connection/queries';

const icons: Record<ObjectsView['items'][number]['kind'], LucideIcon> = {
  field: TextCursorInput,
  webhook: Webhook,
  trigger: Zap,
};

/** Field, webhook and trigger in the account, with the way to each. */
export function ObjectsCard({ objects, timeZone }: { objects: ObjectsView | null; timeZone: string }) {
  const t = useTranslations('applications.objects');
  const format = useFormatter();
  const isEmpty = !objects || objects.items.every((item) => item.id === null);
  return (
    <SectionCard title={t('title')} description={t('description')}>
      {isEmpty ? (
        <EmptyState icon={FolderTree} title={t('none')}>
          {t('noneText')}
        </EmptyState>
      ) : (
        <>
          <ul className="divide-y divide-line">
            {objects.items.map((item) => (
              <ObjectRow key={item.kind} item={item} />
            ))}
          </ul>
          {objects.checkedAt && (
            <p className="mt-3 text-sm text-ink-faint">
              {t('checkedAt', {
                date: format.dateTime(new Date(objects.checkedAt), {
                  dateStyle: 'long',
                  timeStyle: 'short',
                  timeZone,
                }),
              })}
            </p>
          )}
        </>
      )}
    </SectionCard>
  );
}

function ObjectRow({ item: { kind, id, url } }: { item: ObjectsView['items'][number] }) {
  const t = useTranslations('applications.objects');
  const Icon = icons[kind];
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3.5 first:pt-0 last:pb-0">
      <Icon aria-hidden className="size-5 shrink-0 text-ink-faint" />
      <div className="min-w-48 flex-1">
        <p className="font-medium">{t(kind)}</p>
        <p className="text-sm text-ink-soft">{t(`${kind}Text`)}</p>
        {id && <p className="mt-0.5 font-mono text-sm break-all text-ink-faint">{t('id', { id })}</p>}
      </div>
      {id ? (
        <Badge tone="success" icon={CircleCheck}>
          {t('present')}
        </Badge>
      ) : (
        <Badge icon={CircleDashed}>{t('missing')}</Badge>
      )}
      {url && (
        <ButtonLink
          href={url}
          size="sm"
          target="_blank"
          rel="noreferrer"
          aria-label={t('openNamed', { name: t(kind) })}
          icon={<ExternalLink aria-hidden />}
        >
          {t('open')}
        </ButtonLink>
      )}
    </li>
  );
}
