import { Ban, Flag, FlagOff, MessageCircleQuestion, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useReasonWords } from '@/components/reports/reasonWords';
import { useMoments, type Frame } from '@/components/layout/moments';
import { Badge } from '@/components/ui/Badge';
import { SectionCard } from '@/components/ui/Card';
import type { Tone } from '@/components/ui/tones';
import type { ReviewDetail } from '@/lib/reviews/queries';

type Report = ReviewDetail['reports'][number];

const looks: Record<Report['state'], { tone: Tone; icon: LucideIcon }> = {
  open: { tone: 'seal', icon: Flag },
  author_asked: { tone: 'info', icon: MessageCircleQuestion },
  accepted: { tone: 'danger', icon: Ban },
  rejected: { tone: 'neutral', icon: FlagOff },
  closed: { tone: 'neutral', icon: FlagOff },
};

/** The newest report on a review: its reason, what the merchant added, and the moderation team's decision. */
export function ReportCard({ report, frame }: { report: Report; frame: Frame }) {
  const t = useTranslations('reviews.report');
  const reasonOf = useReasonWords();
  const { full } = useMoments(frame);
  const { tone, icon } = looks[report.state];
  return (
    <SectionCard
      title={t('title')}
      aside={
        <Badge tone={tone} icon={icon}>
          {t(report.state)}
        </Badge>
      }
    >
      <div className="space-y-2">
        <p className="font-medium">{reasonOf(report.reason)}</p>
        {report.comment && <p className="break-words whitespace-pre-wrap">{report.comment}</p>}
        <p className="text-sm text-ink-soft">
          {t('by', { name: report.actorName, date: full(report.createdAt) })}
        </p>
        {report.state === 'open' && (
          <p className="text-sm text-ink-soft">{t('due', { date: full(report.dueAt) })}</p>
        )}
        {report.statement && (
          <div className="border-t border-line pt-2">
            <p className="text-sm text-ink-soft">{t('statement')}</p>
            <p className="break-words whitespace-pre-wrap">{report.statement}</p>
          </div>
        )}
      </div>
    </SectionCard>
  );
}
