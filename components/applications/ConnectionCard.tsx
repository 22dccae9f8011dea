'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { toHost, toValues, type ConnectionCardProps } from '@/components/applications/connectionValues';
import { ConnectionFields } from '@/components/applications/ConnectionFields';
import { ConnectionSummary } from '@/components/applications/ConnectionSummary';
import { ConnectionTestPanel } from '@/components/applications/ConnectionTestPanel';
import { DisconnectDialog } from '@/components/applications/DisconnectDialog';
import { FaultBanner } from '@/components/applications/FaultBanner';
import { StateBadge } from '@/components/applications/StateBadge';
import { useConnectionTest } from '@/components/applications/useConnectionTest';
import { Form } from '@/components/form/Form';
import { useSaveState } from '@/components/form/useSaveState';
import { Button } from '@/components/ui/Button';
import { SettingsCard } from '@/components/ui/SettingsCard';
import { toast } from '@/components/ui/toast';
import type { ConnectionView } from '@/lib/applications/queries';
import { connectionForm, type ConnectionFormValues, type ConnectionInput } from '@/lib/applications/schema';
import type { SetupFault } from '@/lib/applications/setupFault';
import { ApiProblem, api } from '@/lib/client/api';
import { useApiForm, type ApiForm } from '@/lib/client/useApiForm';
import { useUnsavedGuard } from '@/lib/client/useUnsavedGuard';

type Saved = { connection: ConnectionView; setupFault: SetupFault | null };
type ConnectionForm = ApiForm<ConnectionFormValues, ConnectionInput>;

/** Connect, test, save, disconnect. */
export function ConnectionCard(props: ConnectionCardProps) {
  const { connection, website, accountUrlTemplate } = props;
  const t = useTranslations('applications.connection');
  const test = useConnectionTest();
  const form = useConnectionForm(props, test.showFailure);
  const save = useSaveState(form);
  const isTesting = test.run.status === 'running';
  // Saving again is how a paused or half-made connection goes on, so it needs no change in the form.
  const isRepair = connection !== null && connection.state !== 'active';
  const runTest = () =>
    testForm(form, async (input) => test.start(input, toHost(accountUrlTemplate, input.subdomain)));
  return (
    <Form api={form} label={t('title')}>
      <SettingsCard
        title={t('title')}
        description={t('description')}
        aside={<StateBadge state={connection?.state ?? 'off'} />}
        save={{
          ...save,
          label: save.isPending ? t('saving') : t('save'),
          ...(isRepair && !form.isDirty ? { blockedBecause: undefined, note: undefined } : {}),
        }}
        actions={
          <>
            {connection && connection.state !== 'off' && (
              <DisconnectDialog version={connection.version} websiteName={website.name} onDone={(view) => form.form.reset(toValues(view))} />
            )}
            <Button isPending={isTesting} disabled={save.isPending} onClick={() => void runTest()}>
              {test.run.status === 'idle' ? t('test') : isTesting ? t('testing') : t('testAgain')}
            </Button>
          </>
        }
      >
        {connection && <FaultBanner connection={connection} timeZone={website.timeZone} />}
        {connection && <ConnectionSummary connection={connection} host={toHost(accountUrlTemplate, connection.subdomain)} timeZone={website.timeZone} />}
        <ConnectionFields {...props} />
        <ConnectionTestPanel run={test.run} />
      </SettingsCard>
    </Form>
  );
}

function useConnectionForm(props: ConnectionCardProps, showFailure: (problem: ApiProblem, host: string) => void): ConnectionForm {
  const t = useTranslations('applications');
  const router = useRouter();
  const form = useApiForm<ConnectionFormValues, ConnectionInput, Saved>({
    schema: connectionForm,
    values: toValues(props.connection),
    send: async (input) => {
      try {
        return await api.put<Saved>('/api/applications/zendesk', input);
      } catch (error) {
        if (error instanceof ApiProblem && error.code === 'connection_check_failed') {
          showFailure(error, toHost(props.accountUrlTemplate, input.subdomain));
        }
        throw error;
      }
    },
    toValues: ({ connection }) => toValues(connection),
    onSaved: ({ setupFault }) => {
      if (setupFault) toast.error({ title: t('connection.savedUnfinished'), description: t('connection.savedUnfinishedText') });
      else toast.success({ title: t('connection.saved') });
      router.refresh();
    },
  });
  useUnsavedGuard(form.isDirty, t('zendesk.unsaved'));
  return form;
}

/** Validates, then runs; a missing secret, which only the server can know of, is shown on its field. */
async function testForm(api: ConnectionForm, run: (input: ConnectionInput) => Promise<ApiProblem | null>): Promise<void> {
  const { form } = api;
  if (!(await form.trigger(undefined, { shouldFocus: true }))) return;
  const problem = await run(connectionForm.parse(form.getValues()));
  if (problem?.code !== 'credential_required') return;
  form.setError('secret', { type: problem.code, message: problem.code }, { shouldFocus: true });
}
