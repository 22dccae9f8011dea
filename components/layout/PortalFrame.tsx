import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { LanguageSwitch } from '@/components/layout/LanguageChoice';
import type { MenuGroup } from '@/components/layout/menu';
import { MobileMenu } from '@/components/layout/MobileMenu';
import { NavMenu } from '@/components/layout/NavMenu';
import { SkipLink } from '@/components/layout/SkipLink';
import { ThemeSwitch } from '@/components/layout/ThemeChoice';
import { UserMenu, type SignedInPerson } from '@/components/layout/UserMenu';
import { Rosette } from '@/components/ui/Rosette';
import type { Theme } from '@/lib/client/preferences';

export type PortalFrameProps = {
  groups: readonly MenuGroup[];
  /** The choice of the current website; layout knows no feature. */
  switcher: ReactNode;
  person: SignedInPerson;
  theme: Theme;
  children: ReactNode;
};

/** The signed-in portal: rail, header, page. */
export async function PortalFrame({ groups, switcher, person, theme, children }: PortalFrameProps) {
  const t = await getTranslations('layout');
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15.5rem_1fr]">
      <SkipLink>{t('skip.link')}</SkipLink>
      <div className="relative hidden bg-rail text-rail-ink on-rail lg:block">
        <div className="sticky top-0 flex h-dvh flex-col overflow-hidden">
          <NavMenu groups={groups} label={t('menu.label')} brand={t('app.name')} />
          <Rosette
            petals={14}
            turns={8}
            className="pointer-events-none absolute -bottom-28 -left-20 size-80 text-rail-soft/20"
          />
        </div>
      </div>
      <div className="flex min-w-0 flex-col">
        <header className="sticky top-0 z-30 flex h-16 items-center gap-2 border-b border-line bg-surface/95 px-4 backdrop-blur-sm sm:px-6">
          <MobileMenu groups={groups} />
          <div className="min-w-0 flex-1">{switcher}</div>
          <div className="hidden items-center gap-1 sm:flex">
            <LanguageSwitch />
            <ThemeSwitch theme={theme} />
          </div>
          <UserMenu person={person} theme={theme} />
        </header>
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto w-full max-w-6xl flex-1 px-4 py-6 outline-hidden sm:px-6 lg:py-8"
        >
          {children}
        </main>
      </div>
    </div>
  );
}
