'use client';

import { Menu as MenuIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { MenuGroup } from '@/components/layout/menu';
import { NavMenu } from '@/components/layout/NavMenu';
import { Button } from '@/components/ui/Button';
import { Drawer } from '@/components/ui/Drawer';

export function MobileMenu({ groups }: { groups: readonly MenuGroup[] }) {
  const t = useTranslations('layout');
  const [isOpen, setOpen] = useState(false);
  return (
    <Drawer
      title={t('menu.label')}
      isOpen={isOpen}
      onOpenChange={setOpen}
      className="bg-rail text-rail-ink on-rail"
      trigger={
        <Button variant="quiet" size="icon" aria-label={t('menu.open')} className="-ml-2 lg:hidden">
          <MenuIcon aria-hidden />
        </Button>
      }
    >
      <NavMenu
        groups={groups}
        label={t('menu.label')}
        brand={t('app.name')}
        onNavigate={() => setOpen(false)}
      />
    </Drawer>
  );
}
