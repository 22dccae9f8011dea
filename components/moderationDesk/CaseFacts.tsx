import { Paperclip } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { DeadlineBadge } from '@/components/moderationDesk/DeadlineBadge';
import { useReasonWords } from '@/components/reports/reasonWords';
import { useMoments, type Frame } from '@/components/layout/moments';
import { SectionCard } from '@/components/ui/Card';
import type { CaseDetail, CaseReport } from '@/lib/moderationDesk/cases';

/** What is asked, by whom and with which evidence. */
export function CaseFacts({ detail, frame }: { detail: CaseDetail; frame: Frame }) {
  const t = useTranslations('moderation.case');
  const reasonOf = useReasonWords();
  const { full } = useMoments(frame);
  const { kind, report, appeal, refusedBy, review, decided, dueAt } = detail;
  const heading = kind === 'alerts' ? 'alert' : appeal ? 'firstReport' : 'report';
  return (
    <>
      {appeal && (
        <SectionCard
          title={t('appeal')}
          aside={decided ? null : <DeadlineBadge dueAt={dueAt} frame={frame} />}
        >
          <p className="text-sm text-ink-soft">{t('appealBy', { date: full(appeal.createdAt) })}</p>
          <p lang={review.authorLocale} dir="auto" className="mt-2 break-words whitespace-pre-wrap">
            {appeal.body}
          </p>
        </SectionCard>
      )}
      <SectionCard
        title={t(heading)}
        aside={appeal || decided ? null : <DeadlineBadge dueAt={dueAt} frame={frame} />}
      >
        <div className="space-y-3">
          <p className="font-medium">{reasonOf(report.reason)}</p>
          {report.comment && (
            <p dir="auto" className="break-words whitespace-pre-wrap">
              {report.comment}
            </p>
          )}
          <p className="text-sm text-ink-soft">
            {kind === 'alerts'
              ? t('alertedOn', { date: full(report.createdAt) })
              : t('reportedBy', { name: report.actorName, date: full(report.createdAt) })}
          </p>
          {kind !== 'alerts' && <Evidence attachments={report.attachments} />}
          {appeal && refusedBy && report.decidedAt && (
            <div className="border-t border-line pt-3">
              <p className="text-sm text-ink-soft">
                {t('refusedBy', { name: refusedBy.name, date: full(report.decidedAt) })}
              </p>
              <p className="mt-1 break-words whitespace-pre-wrap">{report.statement}</p>
            </div>
          )}
        </div>
      </SectionCard>
    </>
  );
}

/** Saved, never opened in the page: what a stranger sent is for the reader's own viewer. */
function Evidence({ attachments }: { attachments: CaseReport['attachments'] }) {
  const t = useTranslations('moderation.case');
  const format = useFormatter();
  if (attachments.length === 0) return <p className="text-sm text-ink-faint">{t('noEvidence')}</p>;
  return (
    <ul aria-label={t('evidence')} className="space-y-1.5">
      {attachments.map(({ id, fileName, bytes }) => (
        <li key={id}>
          <a
            href={`/api/attachments/${id}`}
            download
            className="flex min-h-9 items-center gap-2.5 rounded-md border border-line px-3 py-1.5 hover:bg-sunken"
          >
            <Paperclip aria-hidden className="size-4 shrink-0 text-ink-faint" />
            <span className="min-w-0 flex-1 truncate underline underline-offset-3">{fileName}</span>
            <span className="text-sm text-ink-faint tabular-nums">
              {t('kilobytes', { size: format.number(Math.max(1, Math.round(bytes / 1000))) })}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
