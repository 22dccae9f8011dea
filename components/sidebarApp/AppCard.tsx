'use client';

import {
  AppWindow,
  CircleCheck,
  CircleDashed,
  Download,
  RefreshCw,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { AppByHand } from '@/components/sidebarApp/AppByHand';
import { ProblemBanner } from '@/components/form/ProblemBanner';
import { Badge } from '@/components/ui/Badge';
import { Button } from '@/components/ui/Button';
import { SectionCard } from '@/components/ui/Card';
import { toast } from '@/components/ui/toast';
import type { Tone } from '@/components/ui/tones';
import type { AppView } from '@/lib/sidebar/appInstallation';
import { api } from '@/lib/client/api';

const looks: Record<AppView['state'], { tone: Tone; icon: LucideIcon }> = {
  absent: { tone: 'neutral', icon: CircleDashed },
  current: { tone: 'success', icon: CircleCheck },
  outdated: { tone: 'warning', icon: TriangleAlert },
  by_hand: { tone: 'success', icon: CircleCheck },
};

/** The sidebar app in the account: installed and kept up to date from here, or uploaded by hand with the same package. */
export function AppCard({ app, isConnected }: { app: AppView; isConnected: boolean }) {
  const t = useTranslations('zendeskSetup.app');
  const { isPending, problem, install } = useInstall();
  const { tone, icon } = looks[app.state];
  const action = app.state === 'absent' ? 'install' : app.state === 'outdated' ? 'update' : 'again';
  const Icon = action === 'install' ? AppWindow : RefreshCw;
  return (
    <SectionCard
      title={t('title')}
      description={t('description')}
      aside={
        <Badge tone={tone} icon={icon}>
          {t(`states.${app.state}`)}
        </Badge>
      }
    >
      <div className="flex flex-col gap-5">
        <p className="text-ink-soft">{t(`texts.${app.state}`)}</p>
        <div className="flex flex-wrap items-center gap-3">
          <Button
            variant={action === 'again' ? 'secondary' : 'primary'}
            icon={<Icon aria-hidden />}
            isPending={isPending}
            disabled={!isConnected}
            onClick={() => void install()}
          >
            {isPending ? t('pending') : t(action)}
          </Button>
          {!isConnected && <p className="text-sm text-ink-soft">{t('notConnected')}</p>}
        </div>
        {problem !== null && <ProblemBanner error={problem} />}
        <AppByHand settings={app.settings} icon={<Download aria-hidden />} />
      </div>
    </SectionCard>
  );
}

function useInstall() {
  const t = useTranslations('zendeskSetup.app');
  const router = useRouter();
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const install = async () => {
    setPending(true);
    setProblem(null);
    try {
      await api.put('/api/applications/zendesk/app');
      toast.success({ title: t('done') });
      router.refresh();
    } catch (error) {
      setProblem(error);
    } finally {
      setPending(false);
    }
  };
  return { isPending, problem, install };
}
