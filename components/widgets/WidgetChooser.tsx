'use client';

import { useTranslations } from 'next-intl';
import { SectionCard } from '@/components/ui/Card';
import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';
import { RadioCards } from '@/components/ui/RadioCards';
import { isColor, widgetViews, type WidgetChoice } from '@/components/widgets/snippet';

type Props = { choice: WidgetChoice; onChange: (choice: WidgetChoice) => void };

/** What is to be shown and how; nothing here is stored, it is all in the copied lines. */
export function WidgetChooser({ choice, onChange }: Props) {
  const t = useTranslations('widgets.page');
  const set = (change: Partial<WidgetChoice>) => onChange({ ...choice, ...change });
  const isAccentBad = choice.accent !== '' && !isColor(choice.accent);
  return (
    <SectionCard title={t('choose')}>
      <div className="flex flex-col gap-5">
        <RadioCards
          aria-label={t('view')}
          columns={2}
          value={choice.view}
          onValueChange={(view) => set({ view })}
          cards={widgetViews.map((value) => ({
            value,
            label: t(`views.${value}`),
            hint: t(`views.${value}Hint`),
          }))}
        />
        <Field label={t('product')} hint={t('productHint')}>
          <Input
            value={choice.product}
            maxLength={100}
            onChange={(event) => set({ product: event.target.value })}
          />
        </Field>
        <RadioCards
          aria-label={t('theme')}
          columns={2}
          value={choice.theme}
          onValueChange={(theme) => set({ theme })}
          cards={(['light', 'dark'] as const).map((value) => ({ value, label: t(`themes.${value}`) }))}
        />
        <Field label={t('accent')} hint={t('accentHint')} {...(isAccentBad ? { error: t('accentBad') } : {})}>
          <Input
            value={choice.accent}
            maxLength={7}
            placeholder="#12604f"
            onChange={(event) => set({ accent: event.target.value.trim() })}
          />
        </Field>
      </div>
    </SectionCard>
  );
}
