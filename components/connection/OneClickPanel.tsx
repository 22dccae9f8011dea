'use client';

import { KeyRound, LogIn } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { ProblemBanner } from '@/components/form/ProblemBanner';
import { Badge } from '@/components/ui/Badge';
import { Button } from '@/components/ui/Button';
import type { ConnectionView } from '@/lib/connection/queries';
import type { ConnectionFormValues } from '@/lib/connection/schema';
import { api } from '@/lib/client/api';
import { parseSubdomain } from '@/lib/zendesk/account';

/** Goes to Zendesk's own consent page and comes back connected; a second yes keeps a spare for a lost first one. */
export function OneClickPanel({ connection }: { connection: ConnectionView | null }) {
  const t = useTranslations('zendeskSetup.oneClick');
  const { isPending, problem, go } = useConsent();
  const typed = useWatch<ConnectionFormValues, 'subdomain'>({ name: 'subdomain' });
  const grant = connection?.state !== 'off' ? connection?.grant : null;
  const isStored = !!grant && connection?.subdomain === typed;
  return (
    <div className="flex flex-col gap-3 rounded-lg border border-line bg-ground/60 p-4">
      <p className="text-ink-soft">{t(isStored ? 'storedText' : 'text')}</p>
      <div className="flex flex-wrap items-center gap-3">
        <Button
          variant={isStored ? 'secondary' : 'primary'}
          icon={<LogIn aria-hidden />}
          isPending={isPending}
          onClick={() => void go(false)}
        >
          {t(isStored ? 'again' : 'action')}
        </Button>
        {isStored && grant.hasSpare && (
          <Badge tone="success" icon={KeyRound}>
            {t('spareKept')}
          </Badge>
        )}
      </div>
      {isStored && !grant.hasSpare && (
        <div className="flex flex-col items-start gap-2 border-t border-line pt-3">
          <p className="text-sm text-ink-soft">{t(grant.isRenewable ? 'spareText' : 'lostText')}</p>
          {grant.isRenewable && (
            <Button
              size="sm"
              icon={<KeyRound aria-hidden />}
              disabled={isPending}
              onClick={() => void go(true)}
            >
              {t('spareAction')}
            </Button>
          )}
        </div>
      )}
      {problem !== null && <ProblemBanner error={problem} />}
    </div>
  );
}

/** Asks where to go and goes there; the page is left, so pending stays until it is gone. */
function useConsent() {
  const { trigger, getValues } = useFormContext<ConnectionFormValues>();
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const go = async (isSpare: boolean) => {
    if (!(await trigger('subdomain', { shouldFocus: true }))) return;
    setPending(true);
    setProblem(null);
    const { subdomain, exemptNotifications, version } = getValues();
    try {
      const input = { subdomain: parseSubdomain(subdomain), exemptNotifications, version, isSpare };
      const { url } = await api.post<{ url: string }>('/api/applications/zendesk/oauth', input);
      window.location.assign(url);
    } catch (error) {
      setProblem(error);
      setPending(false);
    }
  };
  return { isPending, problem, go };
}
