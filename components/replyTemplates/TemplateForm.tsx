'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { z } from 'zod';
import { SelectField } from '@/components/form/ChoiceFields';
import { Form } from '@/components/form/Form';
import { SubmitButton } from '@/components/form/SubmitButton';
import { TextareaField, TextField } from '@/components/form/TextField';
import { Button } from '@/components/ui/Button';
import { api } from '@/lib/client/api';
import { useApiForm } from '@/lib/client/useApiForm';
import { replyMax } from '@/lib/reviews/schema';
import { changedTemplateSchema, placeholders, templateLocales } from '@/lib/sidebar/templates';
import type { Template } from '@/lib/sidebar/templateStore';

type Values = z.input<typeof changedTemplateSchema>;
type Props = { template: Template | null; locale: string; onSaved: () => void; onCancel: () => void };

const path = '/api/applications/zendesk/templates';

/** One text: its name, the language of the authors it is for, and what it says. */
export function TemplateForm({ template, locale, onSaved, onCancel }: Props) {
  const t = useTranslations('sidebar.templates');
  const reader = useLocale();
  const form = useApiForm<Values, z.output<typeof changedTemplateSchema>, Template>({
    schema: changedTemplateSchema,
    values: toValues(template, locale),
    send: ({ version, ...input }) =>
      template
        ? api.put<Template>(`${path}/${template.id}`, { ...input, version })
        : api.post<Template>(path, input),
    onSaved,
  });
  const names = new Intl.DisplayNames([reader], { type: 'language' });
  return (
    <Form api={form} label={template ? t('editOne', { name: template.name }) : t('add')}>
      <TextField name="name" label={t('name')} hint={t('nameHint')} maxLength={60} autoComplete="off" />
      <SelectField
        name="locale"
        label={t('locale')}
        options={templateLocales.map((value) => ({ value, label: names.of(value) ?? value }))}
      />
      <TextareaField
        name="body"
        label={t('body')}
        hint={t('bodyHint', { fields: placeholders.map((name) => `{{${name}}}`).join(' ') })}
        rows={8}
        maxLength={replyMax}
      />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <SubmitButton api={form}>{form.state === 'pending' ? t('saving') : t('save')}</SubmitButton>
      </div>
    </Form>
  );
}

function toValues(template: Template | null, locale: string): Values {
  const known = (value: string) => templateLocales.find((one) => one === value) ?? 'en';
  if (!template) return { name: '', body: '', locale: known(locale), version: 1 };
  const { name, body, version } = template;
  return { name, body, version, locale: known(template.locale) };
}
