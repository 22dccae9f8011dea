import { FileDown } from 'lucide-react';
import { DelayChart } from '@/components/compliance/DelayChart';
import { Origins, Removals } from '@/components/compliance/ProofSections';
import { FigureTable, type FigureColumn } from '@/components/compliance/FigureTable';
import { Banner } from '@/components/ui/Banner';
import { Button, ButtonLink } from '@/components/ui/Button';
import { SectionCard } from '@/components/ui/Card';
import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';
import { PageHeader } from '@/components/ui/PageHeader';
import { compareDelays } from '@/lib/compliance/chart';
import { csvTables } from '@/lib/compliance/csv';
import type { ComplianceFile, DecisionRow, DelayRow, OutcomeRow } from '@/lib/compliance/queries';
import { fileWords, type FileWords } from '@/lib/compliance/words';

type Props = { file: ComplianceFile; locale: string; isPeriodWrong: boolean };
type Part = { file: ComplianceFile; words: FileWords };

/** What a merchant must be able to prove about a period, on screen and as files. */
export function CompliancePage({ file, locale, isPeriodWrong }: Props) {
  const words = fileWords(locale, file.website.timeZone);
  const { t, day } = words;
  const { from, to } = file.period;
  return (
    <>
      <PageHeader title={t('page.title')} description={t('page.lead', { website: file.website.name })} />
      {isPeriodWrong && (
        <Banner tone="warning" className="mb-4">
          {t('page.badPeriod')}
        </Banner>
      )}
      <PeriodForm file={file} words={words} />
      <p className="mb-4 text-ink-soft">{t('page.caption', { from: day(from), to: day(to) })}</p>
      <div className="flex flex-col gap-6">
        <Delays file={file} words={words} />
        <Origins file={file} words={words} />
        <Removals file={file} words={words} />
        <Outcomes file={file} words={words} />
        <Decisions file={file} words={words} />
      </div>
    </>
  );
}

function PeriodForm({ file: { period }, words: { t, locale } }: Part) {
  const query = new URLSearchParams({ ...period, lang: locale }).toString();
  const files = [
    { name: 'file.pdf', label: t('page.pdf') },
    ...csvTables.map((table) => ({
      name: `${table}.csv`,
      label: t('page.csv', { table: t(`page.tables.${table}`) }),
    })),
  ];
  return (
    <div className="mb-4 flex flex-wrap items-end justify-between gap-4 rounded-xl border border-line bg-surface px-5 py-4 shadow-card">
      <form className="flex flex-wrap items-end gap-3">
        <Field label={t('page.from')}>
          <Input type="date" name="from" defaultValue={period.from} required key={period.from} />
        </Field>
        <Field label={t('page.to')}>
          <Input type="date" name="to" defaultValue={period.to} required key={period.to} />
        </Field>
        <Button type="submit">{t('page.show')}</Button>
      </form>
      <nav aria-label={t('page.files')} className="flex flex-wrap gap-2">
        {files.map(({ name, label }) => (
          <ButtonLink
            key={name}
            href={`/api/compliance/${name}?${query}`}
            prefetch={false}
            download
            size="sm"
            variant={name === 'file.pdf' ? 'primary' : 'secondary'}
            icon={<FileDown aria-hidden />}
          >
            {label}
          </ButtonLink>
        ))}
      </nav>
    </div>
  );
}

function Delays({ file, words }: Part) {
  const { t, number, duration } = words;
  const isEmpty = file.delays.every(({ submitted }) => submitted === 0);
  const verdict = compareDelays(file.delays);
  const columns: FigureColumn<DelayRow>[] = [
    { key: 'rating', header: t('delays.rating'), cell: ({ rating }) => t('delays.stars', { rating }) },
    { key: 'submitted', header: t('delays.submitted'), cell: (row) => number(row.submitted) },
    { key: 'published', header: t('delays.published'), cell: (row) => number(row.published) },
    { key: 'median', header: t('delays.median'), cell: (row) => duration(row.medianHours) },
    { key: 'p90', header: t('delays.p90'), cell: (row) => duration(row.p90Hours) },
    { key: 'inTime', header: t('delays.inTime'), cell: (row) => number(row.withinSevenDays) },
    { key: 'waiting', header: t('delays.waiting'), cell: (row) => number(row.waiting) },
  ];
  return (
    <SectionCard title={t('delays.title')} description={verdict ? t(`delays.${verdict}`) : undefined}>
      {isEmpty ? (
        <p className="text-ink-soft">{t('delays.empty')}</p>
      ) : (
        <>
          <DelayChart rows={file.delays} words={words} />
          <div className="mt-5">
            <FigureTable
              caption={t('delays.title')}
              rows={file.delays}
              rowKey={({ rating }) => String(rating)}
              columns={columns}
            />
          </div>
        </>
      )}
      <p className="mt-3 max-w-prose text-sm text-ink-soft">{t('delays.method')}</p>
    </SectionCard>
  );
}

function Outcomes({ file, words: { t, number, share, reason } }: Part) {
  const { count, of } = file.decidedInTime;
  const states = ['open', 'accepted', 'rejected', 'closed'] as const;
  const columns: FigureColumn<OutcomeRow>[] = [
    { key: 'reason', header: t('outcomes.reason'), cell: (row) => reason(row.reason) },
    ...states.map((state) => ({
      key: state,
      header: t(`outcomes.${state}`),
      cell: (row: OutcomeRow) => number(row[state]),
    })),
  ];
  return (
    <SectionCard
      title={t('outcomes.title')}
      description={of > 0 ? t('outcomes.inTime', { share: share(count / of), count, of }) : undefined}
    >
      {file.outcomes.length === 0 ? (
        <p className="text-ink-soft">{t('outcomes.none')}</p>
      ) : (
        <FigureTable
          caption={t('outcomes.title')}
          rows={file.outcomes}
          rowKey={(row) => row.reason}
          columns={columns}
        />
      )}
    </SectionCard>
  );
}

/** More are in the files; a page of a thousand statements is read by nobody. */
const shownDecisions = 20;

function Decisions({ file, words }: Part) {
  const { t } = words;
  return (
    <SectionCard title={t('decisions.title')}>
      {file.decisions.length === 0 ? (
        <p className="text-ink-soft">{t('decisions.none')}</p>
      ) : (
        <ul className="divide-y divide-line">
          {file.decisions
            .slice(-shownDecisions)
            .reverse()
            .map((decision) => (
              <Decision
                key={`${decision.kind} ${decision.reviewId} ${decision.decidedAt.getTime()}`}
                decision={decision}
                words={words}
              />
            ))}
        </ul>
      )}
    </SectionCard>
  );
}

function Decision({ decision, words }: { decision: DecisionRow; words: FileWords }) {
  const { t, moment, duration, reason } = words;
  const { kind, outcome, orderRef, type, rating, madeAt, decidedAt, hours, evidence, statement } = decision;
  const stars = t('delays.stars', { rating });
  return (
    <li className="py-3 first:pt-0 last:pb-0">
      <p className="font-medium">
        {t(`decisions.${kind}.${outcome}`)}{' '}
        <span className="font-normal text-ink-soft">· {moment(decidedAt)}</span>
      </p>
      <p>{t('decisions.about', { orderRef, type: t(`decisions.type.${type}`), stars })}</p>
      <p>
        <span className="text-ink-soft">{t('decisions.reason')}</span> {reason(decision.reason)}
      </p>
      {statement && (
        <p className="break-words whitespace-pre-wrap">
          <span className="text-ink-soft">{t('decisions.statement')}</span> {statement}
        </p>
      )}
      <p className="text-sm text-ink-soft">
        {t('decisions.time', { made: moment(madeAt), duration: duration(hours), evidence })}
      </p>
    </li>
  );
}
