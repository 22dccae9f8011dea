'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { MoveProgress } from '@/components/connection/MoveProgress';
import { OauthClientGuide } from '@/components/connection/OauthClientGuide';
import { useMove } from '@/components/connection/useMove';
import { Form } from '@/components/form/Form';
import { SecretField, TextField } from '@/components/form/TextField';
import { Button } from '@/components/ui/Button';
import { SectionCard } from '@/components/ui/Card';
import { toast } from '@/components/ui/toast';
import type { ConnectionView, MethodEndView } from '@/lib/connection/queries';
import { moveInput, type MoveInput } from '@/lib/connection/schema';
import { useApiForm } from '@/lib/client/useApiForm';

type Props = {
  connection: ConnectionView;
  end: MethodEndView;
  host: string;
  /** Whether merchants may connect with a client of their own here; if not, one click is the way out. */
  canBringClient: boolean;
};

/** From a method that ends to OAuth: how many days are left, and the way out. */
export function MoveCard({ canBringClient, ...props }: Props) {
  return canBringClient ? <OwnClientMove {...props} /> : <OneClickMove {...props} />;
}

function OneClickMove({ connection, end }: Omit<Props, 'canBringClient'>) {
  const t = useTranslations('zendeskSetup.move');
  return (
    <SectionCard title={t('title')} aside={<DaysLeft end={end} />}>
      <div className="flex flex-col gap-5">
        <EndLine connection={connection} end={end} />
        <div>
          <h3 className="font-semibold">{t('oneClick')}</h3>
          <p className="mt-0.5 text-ink-soft">{t('oneClickText')}</p>
        </div>
      </div>
    </SectionCard>
  );
}

/** The move itself, tested before it is made. */
function OwnClientMove({ connection, end, host }: Omit<Props, 'canBringClient'>) {
  const t = useTranslations('zendeskSetup.move');
  const router = useRouter();
  const move = useMove();
  const form = useApiForm<MoveInput, MoveInput, boolean>({
    schema: moveInput,
    values: { clientId: '', secret: '', version: connection.version },
    send: (input) => move.start(input),
    onSaved: (isMoved) => {
      if (!isMoved) return;
      toast.success({ title: t('done') });
      router.refresh();
    },
  });
  const isRunning = form.state === 'pending';
  return (
    <Form api={form} label={t('title')}>
      <SectionCard title={t('title')} description={t('promise')} aside={<DaysLeft end={end} />}>
        <div className="flex flex-col gap-5">
          <EndLine connection={connection} end={end} />
          <div>
            <h3 className="font-semibold">{t('own')}</h3>
            <p className="mt-0.5 text-ink-soft">{t('ownText')}</p>
          </div>
          <OauthClientGuide />
          <div className="grid gap-4 sm:grid-cols-2">
            <MoveFields />
          </div>
          <div>
            <Button type="submit" variant="primary" isPending={isRunning}>
              {isRunning ? t('running') : t('start')}
            </Button>
          </div>
          <MoveProgress run={move.run} host={host} />
        </div>
      </SectionCard>
    </Form>
  );
}

function MoveFields() {
  const t = useTranslations('applications.connection');
  return (
    <>
      <TextField
        name="clientId"
        label={t('clientId')}
        hint={t('clientIdHint')}
        autoComplete="off"
        spellCheck={false}
      />
      <SecretField name="secret" label={t('secret.oauth_client_credentials')} autoComplete="new-password" />
    </>
  );
}

/** The number leads; its label says what it counts. */
function DaysLeft({ end }: { end: MethodEndView }) {
  const t = useTranslations('zendeskSetup.move');
  return (
    <p className="flex items-baseline gap-2 rounded-lg bg-warning-soft px-3.5 py-1.5 text-warning-ink">
      {end.daysLeft > 0 && <span className="text-2xl font-semibold tabular-nums">{end.daysLeft}</span>}
      <span className="text-sm font-medium">{t('days', { days: end.daysLeft })}</span>
    </p>
  );
}

function EndLine({ connection, end }: { connection: ConnectionView; end: MethodEndView }) {
  const t = useTranslations('zendeskSetup.move');
  const format = useFormatter();
  const date = format.dateTime(new Date(`${end.endsOn}T12:00:00Z`), { dateStyle: 'long', timeZone: 'UTC' });
  const spanDays = 365;
  const left = Math.min(end.daysLeft / spanDays, 1) * 100;
  return (
    <div className="flex flex-col gap-2">
      <p>{t(connection.method === 'password' ? 'password' : 'token', { date })}</p>
      {end.daysLeft > 0 && (
        <div aria-hidden className="h-2 overflow-hidden rounded-full bg-sunken">
          <div className="h-full rounded-full bg-warning" style={{ width: `${left}%` }} />
        </div>
      )}
    </div>
  );
}
