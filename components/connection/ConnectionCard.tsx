'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useWatch } from 'react-hook-form';
import { toHost, toValues, type ConnectionCardProps } from '@/components/connection/connectionValues';
import { ConnectionFields } from '@/components/connection/ConnectionFields';
import { ConnectionSummary } from '@/components/connection/ConnectionSummary';
import { ConnectionTestPanel } from '@/components/connection/ConnectionTestPanel';
import { DisconnectDialog } from '@/components/connection/DisconnectDialog';
import { FaultBanner } from '@/components/connection/FaultBanner';
import { StateBadge } from '@/components/connection/StateBadge';
import { useChangesText } from '@/components/connection/useChangesText';
import { useConnectionTest } from '@/components/connection/useConnectionTest';
import { Form } from '@/components/form/Form';
import { useSaveState } from '@/components/form/useSaveState';
import { Button } from '@/components/ui/Button';
import { SettingsCard } from '@/components/ui/SettingsCard';
import { toast } from '@/components/ui/toast';
import type { ConnectionView } from '@/lib/connection/queries';
import { connectionForm, type ConnectionFormValues, type ConnectionInput } from '@/lib/connection/schema';
import type { SetupFault } from '@/lib/connection/setupFault';
import type { ObjectChange } from '@/lib/zendesk/objects/mark';
import { ApiProblem, api } from '@/lib/client/api';
import { useFieldText } from '@/lib/client/problemText';
import { useApiForm, type ApiForm } from '@/lib/client/useApiForm';
import { useUnsavedGuard } from '@/lib/client/useUnsavedGuard';

type Saved = { connection: ConnectionView; setupFault: SetupFault | null; changes: ObjectChange[] };
type ConnectionForm = ApiForm<ConnectionFormValues, ConnectionInput>;

/** Connect, test, save, disconnect. */
export function ConnectionCard(props: ConnectionCardProps) {
  const { connection, website, accountUrlTemplate } = props;
  const t = useTranslations('applications.connection');
  const test = useConnectionTest();
  const form = useConnectionForm(props, test);
  const fieldText = useFieldText();
  const save = useSaveState(form);
  const isTesting = test.run.status === 'running';
  const needsConsent = useNeedsConsent(form, connection);
  const isLive = connection !== null && connection.state !== 'off';
  // Saving again is how a paused or half-made connection goes on, so it needs no change in the form.
  const isRepair = connection !== null && connection.state !== 'active';
  const runTest = async () => {
    const problem = await startTest(form, (input) =>
      test.start(input, toHost(accountUrlTemplate, input.subdomain)),
    );
    if (problem?.code !== 'credential_required') return;
    // Only the server knows whether a secret is stored; the browser asks for it where it belongs.
    form.form.setError('secret', { type: problem.code, message: fieldText(problem) }, { shouldFocus: true });
  };
  // A failed check is told where the checks are, not a second time on top.
  const shownForm = form.problem?.code === 'connection_check_failed' ? { ...form, problem: null } : form;
  return (
    <Form api={shownForm} label={t('title')}>
      <SettingsCard
        title={t('title')}
        description={t('description')}
        aside={<StateBadge state={connection?.state ?? 'off'} />}
        save={
          needsConsent
            ? undefined
            : {
                ...save,
                label: save.isPending ? t('saving') : t('save'),
                ...(isRepair && !form.isDirty ? { blockedBecause: undefined, note: undefined } : {}),
              }
        }
        actions={
          (!needsConsent || isLive) && (
            <>
              {isLive && (
                <DisconnectDialog
                  version={connection.version}
                  websiteName={website.name}
                  onDone={(view) => form.form.reset(toValues(view, props.offered))}
                />
              )}
              {!needsConsent && (
                <Button isPending={isTesting} disabled={save.isPending} onClick={() => void runTest()}>
                  {test.run.status === 'idle' ? t('test') : isTesting ? t('testing') : t('testAgain')}
                </Button>
              )}
            </>
          )
        }
      >
        {connection && <FaultBanner connection={connection} timeZone={website.timeZone} />}
        {connection && (
          <ConnectionSummary
            connection={connection}
            host={toHost(accountUrlTemplate, connection.subdomain)}
            timeZone={website.timeZone}
          />
        )}
        <ConnectionFields {...props} />
        <ConnectionTestPanel run={test.run} />
      </SettingsCard>
    </Form>
  );
}

/** By one click, Zendesk itself asks: until it has, there is nothing to test or to save. */
function useNeedsConsent({ form }: ConnectionForm, connection: ConnectionView | null): boolean {
  const [method, subdomain] = useWatch({ control: form.control, name: ['method', 'subdomain'] });
  const isStored =
    connection?.method === 'oauth_code' && connection.state !== 'off' && connection.subdomain === subdomain;
  return method === 'oauth_code' && !isStored;
}

function useConnectionForm(
  props: ConnectionCardProps,
  test: ReturnType<typeof useConnectionTest>,
): ConnectionForm {
  const t = useTranslations('applications');
  const router = useRouter();
  const changesText = useChangesText();
  const form = useApiForm<ConnectionFormValues, ConnectionInput, Saved>({
    schema: connectionForm,
    values: toValues(props.connection, props.offered),
    send: async (input) => {
      try {
        return await api.put<Saved>('/api/applications/zendesk', input);
      } catch (error) {
        if (error instanceof ApiProblem && error.code === 'connection_check_failed') {
          test.showFailure(error, toHost(props.accountUrlTemplate, input.subdomain));
        }
        throw error;
      }
    },
    toValues: ({ connection }) => toValues(connection, props.offered),
    onSaved: ({ setupFault, changes }) => {
      test.clear();
      if (setupFault)
        toast.error({
          title: t('connection.savedUnfinished'),
          description: t('connection.savedUnfinishedText'),
        });
      else toast.success({ title: t('connection.saved'), description: changesText(changes) });
      router.refresh();
    },
  });
  useUnsavedGuard(form.isDirty, t('zendesk.unsaved'));
  return form;
}

/** Validates what is in the form, then runs the test with it. */
async function startTest(
  { form }: ConnectionForm,
  run: (input: ConnectionInput) => Promise<ApiProblem | null>,
): Promise<ApiProblem | null> {
  const isValid = await form.trigger(undefined, { shouldFocus: true });
  return isValid ? run(connectionForm.parse(form.getValues())) : null;
}
