import { ShieldCheck } from 'lucide-react';
import { TicketErasureCard } from '@/components/privacy/TicketErasureCard';
import { SectionCard } from '@/components/ui/Card';
import { EmptyState } from '@/components/ui/EmptyState';
import { PageHeader } from '@/components/ui/PageHeader';
import { StatTile } from '@/components/ui/StatTile';
import type { PrivacyPage as Page } from '@/lib/erasure/privacyPage';
import type { Receipt } from '@/lib/erasure/receipt';
import { formatter, translator, type Translate } from '@/lib/platform/i18n/translator';

type Props = { page: Page; website: { id: string; name: string; timeZone: string }; locale: string };

/** What a website keeps and for how long, what was erased, and what becomes of tickets then. */
export function PrivacyPage({ page, website, locale }: Props) {
  const t = translator(locale, 'erasure');
  const format = formatter(locale, website.timeZone);
  const moment = (at: Date) => format.dateTime(at, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <>
      <PageHeader title={t('portal.title')} description={t('portal.lead', { website: website.name })} />
      <div className="flex flex-col gap-6">
        <TicketErasureCard key={website.id} settings={page.settings} ability={page.ability} />
        <SectionCard title={t('portal.retention')} description={t('portal.retentionHint')}>
          <div className="grid gap-3 sm:grid-cols-3">
            {Object.entries(page.retention).map(([kind, count]) => (
              <StatTile
                key={kind}
                label={t(`portal.kinds.${kind}`)}
                value={format.number(count)}
                hint={t(`portal.kinds.${kind}Hint`)}
              />
            ))}
          </div>
        </SectionCard>
        <SectionCard title={t('portal.receipts')} description={t('portal.receiptsHint')}>
          {page.receipts.length === 0 ? (
            <EmptyState icon={ShieldCheck} title={t('portal.empty')}>
              {t('portal.emptyHint')}
            </EmptyState>
          ) : (
            <ul className="divide-y divide-line">
              {page.receipts.map((receipt) => (
                <ReceiptLine
                  key={receipt.receiptId}
                  t={t}
                  receipt={receipt}
                  at={moment(receipt.requestedAt)}
                />
              ))}
            </ul>
          )}
        </SectionCard>
      </div>
    </>
  );
}

function ReceiptLine({ t, receipt, at }: { t: Translate; receipt: Receipt; at: string }) {
  const { requestedBy, erased, zendesk, emailSha256 } = receipt;
  const facts = [
    { label: t('portal.columns.at'), value: at },
    { label: t('portal.columns.by'), value: t(`portal.by.${requestedBy}`) },
    {
      label: t('portal.columns.what'),
      value: t('portal.counts', { reviews: erased.reviews, orders: erased.orders }),
    },
    { label: t('portal.columns.tickets'), value: <Tickets t={t} tickets={zendesk} /> },
  ];
  return (
    <li className="py-4 first:pt-0 last:pb-0">
      <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-4">
        {facts.map(({ label, value }) => (
          <div key={label} className="min-w-0">
            <dt className="text-sm text-ink-soft">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div className="min-w-0 sm:col-span-4">
          <dt className="sr-only">{t('portal.columns.hash')}</dt>
          <dd className="font-mono text-sm wrap-anywhere text-ink-faint">{emailSha256}</dd>
        </div>
      </dl>
    </li>
  );
}

function Tickets({ t, tickets }: { t: Translate; tickets: Receipt['zendesk'] }) {
  if (tickets.length === 0) return <>{t('portal.noTickets')}</>;
  return (
    <ul>
      {tickets.map(({ subdomain, ticketId, state, reason, isRequesterKept }, index) => (
        <li key={index}>
          {subdomain}{' '}
          {ticketId === null ? t('portal.ticketUnknown') : t('portal.ticketLine', { id: String(ticketId) })} ·{' '}
          {t(`portal.states.${state}`)}
          {reason && <span className="block text-sm text-ink-soft">{t(`portal.reasons.${reason}`)}</span>}
          {isRequesterKept && <span className="block text-sm text-ink-soft">{t('portal.kept')}</span>}
        </li>
      ))}
    </ul>
  );
}
