import { getTranslations } from 'next-intl/server';
import type { DemoSignIn } from '@/components/auth/DemoSignIns';
import { SignInForm } from '@/components/auth/SignInForm';
import { Brand } from '@/components/layout/Brand';
import { ClientMessages } from '@/components/layout/ClientMessages';
import { LanguageSwitch } from '@/components/layout/LanguageChoice';
import { ThemeSwitch } from '@/components/layout/ThemeChoice';
import { findTheme } from '@/components/layout/theme';
import { Rosette } from '@/components/ui/Rosette';

/** The door: what the product does on one side, the form on the other. */
export async function SignInPage({ demo, next }: { demo: readonly DemoSignIn[]; next: string }) {
  const t = await getTranslations('auth');
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <Pitch />
      <div className="flex min-w-0 flex-col">
        <div className="flex justify-end gap-1 px-4 py-3 sm:px-6">
          <LanguageSwitch />
          <ThemeSwitch theme={await findTheme()} />
        </div>
        <main
          id="content"
          className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center px-5 pt-4 pb-16"
        >
          <h1 className="text-2xl">{t('signIn.title')}</h1>
          <p className="mt-1 mb-7 text-ink-soft">{t('signIn.lead')}</p>
          <ClientMessages of={['auth']}>
            <SignInForm demo={demo} next={next} />
          </ClientMessages>
        </main>
      </div>
    </div>
  );
}

async function Pitch() {
  const t = await getTranslations();
  return (
    <header className="relative flex flex-col overflow-clip bg-rail px-6 py-5 text-rail-ink lg:px-12 lg:py-10">
      <Rosette
        petals={18}
        turns={12}
        className="pointer-events-none absolute top-1/2 left-full hidden size-[52rem] -translate-x-[38%] -translate-y-1/2 text-rail-soft/25 lg:block"
      />
      <Brand name={t('layout.app.name')} />
      <div className="relative hidden max-w-md flex-1 flex-col justify-center lg:flex">
        <p className="text-3xl font-semibold tracking-tight text-balance">{t('auth.pitch.title')}</p>
        <ul className="mt-8 flex flex-col gap-3 text-lg text-rail-soft">
          {(['line1', 'line2', 'line3'] as const).map((line) => (
            <li key={line} className="flex gap-3">
              <span aria-hidden className="mt-2.5 h-1.5 w-4 shrink-0 rounded-full bg-rail-mark" />
              {t(`auth.pitch.${line}`)}
            </li>
          ))}
        </ul>
      </div>
    </header>
  );
}
