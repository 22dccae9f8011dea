'use client';

import { useTranslations } from 'next-intl';
import { useFormContext, useWatch } from 'react-hook-form';
import { shownMethods, toHost, type ConnectionCardProps } from '@/components/connection/connectionValues';
import { MethodGuide } from '@/components/connection/MethodGuide';
import { OneClickPanel } from '@/components/connection/OneClickPanel';
import { RadioCardsField, SwitchField } from '@/components/form/ChoiceFields';
import { SecretField, TextField } from '@/components/form/TextField';
import { Badge } from '@/components/ui/Badge';
import type { ConnectionView } from '@/lib/connection/queries';
import type { ConnectionFormValues, ConnectionMethod } from '@/lib/connection/schema';
import { parseSubdomain } from '@/lib/zendesk/account';

/** The fields of the chosen method. */
export function ConnectionFields(props: ConnectionCardProps) {
  const t = useTranslations('applications.connection');
  const method = useWatch<ConnectionFormValues, 'method'>({ name: 'method' });
  return (
    <>
      <MethodField {...props} />
      <MethodGuide key={method} method={method} />
      <div className="grid gap-5 sm:grid-cols-2">
        <SubdomainField accountUrlTemplate={props.accountUrlTemplate} />
        {method !== 'oauth_code' && (
          <>
            {method === 'oauth_client_credentials' ? (
              <TextField
                name="clientId"
                label={t('clientId')}
                hint={t('clientIdHint')}
                autoComplete="off"
                spellCheck={false}
              />
            ) : (
              <TextField name="email" type="email" label={t('email')} autoComplete="off" />
            )}
            <StoredSecretField {...props} method={method} />
          </>
        )}
      </div>
      <SwitchField name="exemptNotifications" label={t('exempt')} hint={t('exemptHint')} />
      {method === 'oauth_code' && <OneClickPanel connection={props.connection} />}
    </>
  );
}

function MethodField({ tokenDaysLeft, offered, connection }: ConnectionCardProps) {
  const t = useTranslations('applications.connection');
  const setup = useTranslations('zendeskSetup.oneClick');
  const methods = shownMethods(connection, offered);
  const badges: Record<ConnectionMethod, React.ReactNode> = {
    oauth_code: <Badge tone="success">{setup('easiest')}</Badge>,
    oauth_client_credentials: <Badge tone="success">{t('recommended')}</Badge>,
    api_token: (
      <Badge tone="warning">{tokenDaysLeft > 0 ? t('daysLeft', { days: tokenDaysLeft }) : t('ended')}</Badge>
    ),
    password: <Badge tone="danger">{t('switchedOff')}</Badge>,
  };
  // One way is no choice.
  if (methods.length < 2) return null;
  const cards = methods.map((value) => ({
    value,
    label: t(`methods.${value}`),
    hint: t(`methodHints.${value}`),
    badge: badges[value],
  }));
  return (
    <RadioCardsField
      name="method"
      label={t('method')}
      cards={cards}
      columns={methods.length % 2 === 0 ? 2 : 3}
    />
  );
}

/** What was pasted is understood while it is typed, and tidied when the field is left. */
function SubdomainField({ accountUrlTemplate }: { accountUrlTemplate: string }) {
  const t = useTranslations('applications.connection');
  const { register, setValue } = useFormContext<ConnectionFormValues>();
  const typed = useWatch<ConnectionFormValues, 'subdomain'>({ name: 'subdomain' });
  const subdomain = findSubdomain(typed);
  // The field below registers itself again under this name and keeps this handler.
  register('subdomain', {
    onBlur: () => {
      if (subdomain && subdomain !== typed)
        setValue('subdomain', subdomain, { shouldDirty: true, shouldValidate: true });
    },
  });
  const hint = subdomain
    ? t('subdomainUnderstood', { host: toHost(accountUrlTemplate, subdomain) })
    : t('subdomainHint');
  return (
    <TextField
      name="subdomain"
      label={t('subdomain')}
      hint={hint}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
    />
  );
}

function findSubdomain(typed: string): string | null {
  try {
    return parseSubdomain(typed);
  } catch {
    return null;
  }
}

/** Write-only: a stored secret shows its end, and is kept while the field stays empty and the account stays the same. */
function StoredSecretField({ connection, method }: ConnectionCardProps & { method: ConnectionMethod }) {
  const t = useTranslations('applications.connection');
  const [subdomain, email, clientId] = useWatch<ConnectionFormValues, ['subdomain', 'email', 'clientId']>({
    name: ['subdomain', 'email', 'clientId'],
  });
  const isStored = keepsSecret(connection, { method, subdomain, email, clientId });
  const mask = `•••• ${connection?.secretLast4 ?? ''}`.trim();
  return (
    <SecretField
      name="secret"
      label={t(`secret.${method}`)}
      hint={isStored ? t('secretStored', { mask }) : t('secretNew')}
      placeholder={isStored ? mask : undefined}
      autoComplete="new-password"
    />
  );
}

/** The server's rule in the browser's words: a secret is used only for the account and person it was stored for. */
function keepsSecret(
  connection: ConnectionView | null,
  form: Pick<ConnectionFormValues, 'method' | 'subdomain' | 'email' | 'clientId'>,
): boolean {
  if (connection?.secretLast4 == null || connection.method !== form.method) return false;
  if (findSubdomain(form.subdomain) !== connection.subdomain) return false;
  if (form.method === 'oauth_client_credentials') return form.clientId.trim() === connection.clientId;
  return form.method === 'api_token' || form.email.trim().toLowerCase() === connection.email;
}
