'use client';

import { Languages } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/Button';
import { Menu, MenuChoices } from '@/components/ui/Menu';
import { chooseLocale } from '@/lib/client/preferences';
import { localeNames, locales } from '@/lib/platform/i18n/locales';

/** The languages as choices inside any menu, each written in itself. */
export function LanguageChoices() {
  const t = useTranslations('layout');
  const choices = locales.map((value) => ({ value, label: localeNames[value], lang: value }));
  return (
    <MenuChoices
      label={t('language.label')}
      value={useLocale()}
      choices={choices}
      onValueChange={chooseLocale}
    />
  );
}

export function LanguageSwitch() {
  const t = useTranslations('layout');
  const locale = useLocale();
  return (
    <Menu
      trigger={
        <Button
          variant="quiet"
          aria-label={t('language.change')}
          icon={<Languages aria-hidden />}
          className="px-2.5 uppercase"
        >
          {locale}
        </Button>
      }
    >
      <LanguageChoices />
    </Menu>
  );
}
