import { useTranslations } from 'next-intl';
import { ReportAction } from '@/components/reports/ReportAction';
import { useMoments, type Frame } from '@/components/layout/moments';
import { SectionCard } from '@/components/ui/Card';
import type { ReportDesk } from '@/lib/moderationDesk/reportDesk';

type Props = { desk: ReportDesk; canReport: boolean; frame: Frame };

/** The way to a report on a review's page, or what has to happen first. */
export function ReportCardAction({ desk, canReport, frame }: Props) {
  const t = useTranslations('moderation.assistant');
  const { day } = useMoments(frame);
  return (
    <SectionCard title={t('cardTitle')}>
      <div className="space-y-3">
        {canReport && <ReportAction desk={desk} frame={frame} />}
        <p className="text-sm text-ink-soft">
          {!canReport
            ? t('agent')
            : desk.blocked
              ? t(`blocked.${desk.blocked}`)
              : t(desk.isWindowOpen ? 'windowOpen' : 'windowOver', { date: day(desk.windowEndsAt) })}
        </p>
      </div>
    </SectionCard>
  );
}
