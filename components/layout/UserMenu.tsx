'use client';

import { LogOut, MonitorX } from 'lucide-react';
import { signOut } from 'next-auth/react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemBanner } from '@/components/form/ProblemBanner';
import { LanguageChoices } from '@/components/layout/LanguageChoice';
import { ThemeChoices } from '@/components/layout/ThemeChoice';
import { Button } from '@/components/ui/Button';
import { Dialog, DialogClose } from '@/components/ui/Dialog';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/Menu';
import { api } from '@/lib/client/api';
import type { Theme } from '@/lib/client/preferences';

export type SignedInPerson = {
  name: string;
  email: string;
  role: 'merchant' | 'agent' | null;
  isModerator: boolean;
};

/** Who is signed in and how to leave; on narrow screens language and theme live here too. */
export function UserMenu({ person, theme }: { person: SignedInPerson; theme: Theme }) {
  const t = useTranslations('layout');
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Menu
        className="w-72"
        trigger={<AvatarButton name={person.name} label={t('user.menu', { name: person.name })} />}
      >
        <PersonLines person={person} />
        <MenuSeparator />
        <div className="sm:hidden">
          <LanguageChoices />
          <ThemeChoices theme={theme} />
          <MenuSeparator />
        </div>
        <MenuItem onClick={() => void signOut({ callbackUrl: '/' })}>
          <LogOut aria-hidden />
          {t('user.signOut')}
        </MenuItem>
        <MenuItem onClick={() => setAsking(true)}>
          <MonitorX aria-hidden />
          {t('user.signOutEverywhere')}
        </MenuItem>
      </Menu>
      <SignOutEverywhere isOpen={isAsking} onOpenChange={setAsking} />
    </>
  );
}

function AvatarButton({
  name,
  label,
  ...props
}: { name: string; label: string } & React.ComponentProps<'button'>) {
  const initials = name
    .split(/\s+/)
    .map((word) => word[0])
    .slice(0, 2)
    .join('');
  return (
    <button
      {...props}
      type="button"
      aria-label={label}
      className="grid size-10 shrink-0 place-items-center rounded-full bg-seal-soft text-sm font-semibold text-seal-ink uppercase transition-colors hover:bg-seal hover:text-on-seal"
    >
      {initials}
    </button>
  );
}

function PersonLines({ person }: { person: SignedInPerson }) {
  const t = useTranslations('layout');
  const role = person.isModerator ? t('user.moderator') : person.role && t(`user.${person.role}`);
  return (
    <div className="px-2.5 py-2">
      <p className="truncate font-medium">{person.name}</p>
      <p className="truncate text-sm text-ink-soft">{person.email}</p>
      {role && <p className="text-sm text-ink-soft">{role}</p>}
    </div>
  );
}

function SignOutEverywhere({
  isOpen,
  onOpenChange,
}: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}) {
  const t = useTranslations('layout');
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);

  async function leave() {
    setPending(true);
    setProblem(null);
    try {
      await api.delete('/api/sessions');
      await signOut({ callbackUrl: '/' });
    } catch (error) {
      setProblem(error);
      setPending(false);
    }
  }

  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t('user.everywhereTitle')}
      description={t('user.everywhereBody')}
      footer={
        <>
          <DialogClose>{t('user.cancel')}</DialogClose>
          <Button variant="danger" isPending={isPending} onClick={() => void leave()}>
            {t('user.signOutEverywhere')}
          </Button>
        </>
      }
    >
      {problem !== null && <ProblemBanner error={problem} />}
    </Dialog>
  );
}
