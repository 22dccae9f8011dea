'use client';

import { signIn } from 'next-auth/react';
import { useTranslations } from 'next-intl';
import { useState, type SubmitEvent } from 'react';
import { DemoSignIns, type DemoSignIn } from '@/components/auth/DemoSignIns';
import { Banner } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';

type Failure = { kind: 'wrong' } | { kind: 'network' } | { kind: 'internal' };
type Missing = { email?: boolean; password?: boolean };

/** The server names a failed sign-in as `code:seconds`. */
function toFailure(error: string): Failure {
  const [code] = error.split(':');
  return code === 'invalid_credentials' || code === 'CredentialsSignin'
    ? { kind: 'wrong' }
    : { kind: 'internal' };
}

async function trySignIn(email: string, password: string): Promise<Failure | null> {
  try {
    const answer = await signIn('credentials', { email, password, redirect: false });
    if (answer?.ok && !answer.error) return null;
    return toFailure(answer?.error ?? '');
  } catch {
    return { kind: 'network' };
  }
}

/** Signs in by e-mail and password. `demo` holds the ready accounts of a demonstration, empty everywhere else. */
export function SignInForm({ demo, next }: { demo: readonly DemoSignIn[]; next: string }) {
  const t = useTranslations('auth');
  const tErrors = useTranslations('errors.fields');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [missing, setMissing] = useState<Missing>({});
  const [pendingEmail, setPendingEmail] = useState<string | null>(null);

  async function enter(email: string, password: string) {
    setPendingEmail(email);
    setFailure(null);
    const failed = await trySignIn(email, password);
    // A whole page load: nothing rendered for a signed-out visitor may stay in the router's memory.
    if (!failed) {
      window.location.assign(next);
      return;
    }
    setFailure(failed);
    setPendingEmail(null);
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const control = (name: string) => event.currentTarget.elements.namedItem(name) as HTMLInputElement;
    const email = control('email').value.trim();
    const password = control('password').value;
    setMissing({ email: !email, password: !password });
    const firstMissing = !email ? 'email' : !password ? 'password' : null;
    if (firstMissing) control(firstMissing).focus();
    else if (pendingEmail === null) void enter(email, password);
  }

  return (
    <div className="flex flex-col gap-8">
      <form noValidate onSubmit={submit} className="flex flex-col gap-5" aria-label={t('signIn.title')}>
        {failure && <FailureBanner failure={failure} />}
        <Field label={t('signIn.email')} error={missing.email && tErrors('required')}>
          <Input name="email" type="email" autoComplete="username" autoCapitalize="none" spellCheck={false} />
        </Field>
        <Field label={t('signIn.password')} error={missing.password && tErrors('required')}>
          <Input name="password" type="password" autoComplete="current-password" />
        </Field>
        <Button type="submit" variant="primary" isPending={pendingEmail !== null}>
          {t('signIn.action')}
        </Button>
      </form>
      {demo.length > 0 && (
        <DemoSignIns
          accounts={demo}
          pendingEmail={pendingEmail}
          onChoose={(account) => void enter(account.email, account.password)}
        />
      )}
    </div>
  );
}

function FailureBanner({ failure }: { failure: Failure }) {
  const t = useTranslations('auth.signIn');
  const tErrors = useTranslations('errors');
  switch (failure.kind) {
    case 'wrong':
      return (
        <Banner isLive tone="danger" title={t('wrong')}>
          {t('wrongHint')}
        </Banner>
      );
    default:
      return (
        <Banner isLive tone="danger" title={tErrors(failure.kind)}>
          {tErrors(`next.${failure.kind}`)}
        </Banner>
      );
  }
}
