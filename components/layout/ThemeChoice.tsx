'use client';

import { Moon, Sun, SunMoon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Menu, MenuChoices } from '@/components/ui/Menu';
import { chooseTheme, type Theme } from '@/lib/client/preferences';

const icons = { system: SunMoon, light: Sun, dark: Moon };

/** The three themes as choices inside any menu. */
export function ThemeChoices({ theme, onChange }: { theme: Theme; onChange?: (theme: Theme) => void }) {
  const t = useTranslations('layout');
  const [current, setCurrent] = useState(theme);
  const choices = (['system', 'light', 'dark'] as const).map((value) => ({
    value,
    label: t(`theme.${value}`),
  }));
  return (
    <MenuChoices
      label={t('theme.label')}
      value={current}
      choices={choices}
      onValueChange={(next) => {
        chooseTheme(next);
        setCurrent(next);
        onChange?.(next);
      }}
    />
  );
}

export function ThemeSwitch({ theme }: { theme: Theme }) {
  const t = useTranslations('layout');
  const [shown, setShown] = useState(theme);
  const Icon = icons[shown];
  return (
    <Menu
      trigger={
        <Button variant="quiet" size="icon" aria-label={t('theme.change')}>
          <Icon aria-hidden />
        </Button>
      }
    >
      <ThemeChoices theme={shown} onChange={setShown} />
    </Menu>
  );
}
