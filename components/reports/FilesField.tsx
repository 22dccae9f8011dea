'use client';

import { Field as BaseField } from '@base-ui/react/field';
import { Paperclip, X } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useRef } from 'react';
import { Controller, useFormContext, type RefCallBack } from 'react-hook-form';
import { useFieldError } from '@/components/form/useFieldError';
import { Button } from '@/components/ui/Button';
import { FieldNotes } from '@/components/ui/Field';

const acceptedTypes = '.pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg';

/** Evidence: chosen files as a list that can be taken back one by one. */
export function FilesField({ isRequired }: { isRequired: boolean }) {
  const t = useTranslations('moderation.assistant');
  const { control } = useFormContext();
  const error = useFieldError('attachments');
  return (
    <BaseField.Root invalid={!!error} className="flex flex-col gap-1.5">
      <p id="report-files" className="text-sm font-medium">
        {t('files')}{' '}
        <span className="font-normal text-ink-soft">{t(isRequired ? 'filesRequired' : 'filesOptional')}</span>
      </p>
      <Controller
        control={control}
        name="attachments"
        render={({ field }) => (
          <>
            <ChosenFiles files={field.value as File[]} onChange={field.onChange} />
            <AddFile
              focusRef={field.ref}
              onAdd={(more) => field.onChange([...(field.value as File[]), ...more])}
            />
          </>
        )}
      />
      <FieldNotes hint={t('filesHint')} error={error} />
    </BaseField.Root>
  );
}

function AddFile({ focusRef, onAdd }: { focusRef: RefCallBack; onAdd: (files: File[]) => void }) {
  const t = useTranslations('moderation.assistant');
  const input = useRef<HTMLInputElement>(null);
  return (
    <div>
      <input
        ref={input}
        type="file"
        multiple
        accept={acceptedTypes}
        aria-labelledby="report-files"
        onChange={({ target }) => {
          onAdd([...(target.files ?? [])]);
          // The same file may be taken back and chosen again.
          target.value = '';
        }}
        className="sr-only"
        tabIndex={-1}
      />
      <Button
        ref={focusRef}
        size="sm"
        icon={<Paperclip aria-hidden />}
        onClick={() => input.current?.click()}
      >
        {t('addFile')}
      </Button>
    </div>
  );
}

function ChosenFiles({ files, onChange }: { files: File[]; onChange: (files: File[]) => void }) {
  const t = useTranslations('moderation.assistant');
  const format = useFormatter();
  if (files.length === 0) return null;
  return (
    <ul aria-labelledby="report-files" className="space-y-1.5">
      {files.map((file, index) => (
        <li
          key={`${file.name} ${index}`}
          className="flex items-center gap-2.5 rounded-md border border-line py-1 pr-1 pl-3"
        >
          <Paperclip aria-hidden className="size-4 shrink-0 text-ink-faint" />
          <span className="min-w-0 flex-1 truncate">{file.name}</span>
          <span className="text-sm text-ink-faint tabular-nums">
            {t('megabytes', { size: format.number(file.size / 1_000_000, { maximumFractionDigits: 1 }) })}
          </span>
          <Button
            variant="quiet"
            size="icon-sm"
            aria-label={t('removeFile', { name: file.name })}
            onClick={() => onChange(files.filter((_, other) => other !== index))}
          >
            <X aria-hidden />
          </Button>
        </li>
      ))}
    </ul>
  );
}
