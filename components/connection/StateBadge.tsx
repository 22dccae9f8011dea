import { CircleCheck, CircleOff, Hourglass, OctagonX, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/Badge';
import type { Tone } from '@/components/ui/tones';
import type { ApplicationState } from '@/lib/connection/queries';

const looks: Record<ApplicationState, { tone: Tone; icon: LucideIcon }> = {
  error: { tone: 'danger', icon: OctagonX },
  unfinished: { tone: 'warning', icon: Hourglass },
  active: { tone: 'success', icon: CircleCheck },
  off: { tone: 'neutral', icon: CircleOff },
};

/** An application's state, in a word and an icon. */
export function StateBadge({ state }: { state: ApplicationState }) {
  const t = useTranslations('applications.state');
  const { tone, icon } = looks[state];
  return (
    <Badge tone={tone} icon={icon}>
      {t(state)}
    </Badge>
  );
}
