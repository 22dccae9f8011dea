'use client';

import { MessageSquareText, Pencil, Plus, Trash2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { RemoveTemplate } from '@/components/replyTemplates/RemoveTemplate';
import { TemplateForm } from '@/components/replyTemplates/TemplateForm';
import { Badge } from '@/components/ui/Badge';
import { Button } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import { Dialog } from '@/components/ui/Dialog';
import { EmptyState } from '@/components/ui/EmptyState';
import { PageHeader } from '@/components/ui/PageHeader';
import { toast } from '@/components/ui/toast';
import type { Template } from '@/lib/sidebar/templateStore';

type Props = {
  templates: readonly Template[];
  website: { name: string; locale: string };
  /** Others read the texts and leave them as they are. */
  canSet: boolean;
};

/** The texts that agents put into a ticket's reply: made, changed and removed one by one. */
export function TemplatesPage({ templates, website, canSet }: Props) {
  const t = useTranslations('sidebar.templates');
  const router = useRouter();
  const [edited, setEdited] = useState<Template | 'new' | null>(null);
  const [removed, setRemoved] = useState<Template | null>(null);
  const close = () => setEdited(null);
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('lead', { website: website.name })}
        back={{ href: '/applications/zendesk', label: t('back') }}
        aside={
          canSet && (
            <Button variant="primary" icon={<Plus aria-hidden />} onClick={() => setEdited('new')}>
              {t('add')}
            </Button>
          )
        }
      />
      {!canSet && <p className="mb-5 text-ink-soft">{t('readOnly')}</p>}
      {templates.length === 0 ? (
        <Card>
          <EmptyState icon={MessageSquareText} title={t('emptyTitle')}>
            {t('emptyText')}
          </EmptyState>
        </Card>
      ) : (
        <ul aria-label={t('list')} className="flex flex-col gap-3">
          {templates.map((template) => (
            <li key={template.id}>
              <Line
                template={template}
                canSet={canSet}
                onEdit={() => setEdited(template)}
                onRemove={() => setRemoved(template)}
              />
            </li>
          ))}
        </ul>
      )}
      <Dialog
        size="lg"
        isOpen={edited !== null}
        onOpenChange={(isOpen) => !isOpen && close()}
        title={edited && edited !== 'new' ? t('editOne', { name: edited.name }) : t('add')}
      >
        {edited && (
          <TemplateForm
            template={edited === 'new' ? null : edited}
            locale={website.locale}
            onCancel={close}
            onSaved={() => {
              close();
              toast.success({ title: t('saved') });
              router.refresh();
            }}
          />
        )}
      </Dialog>
      <RemoveTemplate template={removed} onClose={() => setRemoved(null)} />
    </>
  );
}

type LineProps = { template: Template; canSet: boolean; onEdit: () => void; onRemove: () => void };

function Line({ template: { name, locale, body }, canSet, onEdit, onRemove }: LineProps) {
  const t = useTranslations('sidebar.templates');
  const language = new Intl.DisplayNames([useLocale()], { type: 'language' }).of(locale) ?? locale;
  return (
    <Card className="p-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="flex items-center gap-2.5 font-semibold">
          {name} <Badge>{language}</Badge>
        </h2>
        {canSet && (
          <div className="flex gap-2">
            <Button
              size="sm"
              icon={<Pencil aria-hidden />}
              aria-label={t('editOne', { name })}
              onClick={onEdit}
            >
              {t('edit')}
            </Button>
            <Button
              size="sm"
              icon={<Trash2 aria-hidden />}
              aria-label={t('removeOne', { name })}
              onClick={onRemove}
            >
              {t('remove')}
            </Button>
          </div>
        )}
      </div>
      <p className="mt-2 line-clamp-4 whitespace-pre-line text-ink-soft">{body}</p>
    </Card>
  );
}
