import {
  ArrowUpRight,
  CheckCircle2,
  CircleDashed,
  KeyRound,
  Loader,
  PackageX,
  Send,
  Trash2,
  TriangleAlert,
  Unplug,
  type LucideIcon,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { FixSteps } from '@/components/activity/FixSteps';
import { Moment } from '@/components/reviews/Moment';
import { useMoments, type Frame } from '@/components/layout/moments';
import { NewTicket } from '@/components/reviews/NewTicket';
import { RetryDelivery } from '@/components/reviews/RetryDelivery';
import { Badge } from '@/components/ui/Badge';
import { buttonStyles } from '@/components/ui/buttonStyles';
import { SectionCard } from '@/components/ui/Card';
import { TextLink } from '@/components/ui/TextLink';
import type { Tone } from '@/components/ui/tones';
import type { TicketState, TicketView } from '@/lib/sync/queries';

const looks: Record<TicketState, { tone: Tone; icon: LucideIcon; needsMerchant?: boolean }> = {
  none: { tone: 'neutral', icon: CircleDashed },
  not_connected: { tone: 'neutral', icon: Unplug, needsMerchant: true },
  waiting: { tone: 'info', icon: CircleDashed },
  sending: { tone: 'info', icon: Send },
  updating: { tone: 'info', icon: Loader },
  sent: { tone: 'success', icon: CheckCircle2 },
  gone: { tone: 'warning', icon: Trash2 },
  blocked: { tone: 'danger', icon: KeyRound, needsMerchant: true },
  attention: { tone: 'danger', icon: TriangleAlert, needsMerchant: true },
  poisoned: { tone: 'danger', icon: PackageX, needsMerchant: true },
  disconnected: { tone: 'warning', icon: Unplug, needsMerchant: true },
};

/** The statuses Zendesk has; one it may add later is shown as it names it. */
const knownStatuses = new Set(['new', 'open', 'pending', 'hold', 'solved', 'closed', 'deleted']);

/** The review's ticket: where it is, what holds it up, and who can do something about it. */
export function TicketCard({
  reviewId,
  ticket,
  canConnect,
  canReply,
  frame,
}: {
  reviewId: string;
  ticket: TicketView;
  canConnect: boolean;
  canReply: boolean;
  frame: Frame;
}) {
  const t = useTranslations('reviews.ticket');
  const { tone, icon, needsMerchant } = looks[ticket.state];
  return (
    <SectionCard
      title={t('title')}
      aside={
        <Badge tone={tone} icon={icon}>
          {t(`state.${ticket.state}`)}
        </Badge>
      }
    >
      <div className="space-y-3">
        {ticket.ticketId && <Number ticketId={ticket.ticketId} url={ticket.url} />}
        <Explanation {...{ ticket, canConnect, frame }} />
        {ticket.state === 'gone' && canReply && <NewTicket reviewId={reviewId} />}
        {ticket.retryId && canConnect && <RetryDelivery deliveryId={ticket.retryId} />}
        {needsMerchant && canConnect && !hasSteps(ticket) && (
          <p>
            <TextLink href="/applications/zendesk">
              {ticket.state === 'not_connected' ? t('connect') : t('fix')}
            </TextLink>
          </p>
        )}
        <Facts ticket={ticket} frame={frame} />
      </div>
    </SectionCard>
  );
}

function Number({ ticketId, url }: { ticketId: string; url: string | null }) {
  const t = useTranslations('reviews.ticket');
  return (
    <div className="flex flex-wrap items-center justify-between gap-2">
      <p className="text-xl font-semibold tabular-nums">#{ticketId}</p>
      {url && (
        <a
          href={url}
          target="_blank"
          rel="noreferrer"
          aria-label={t('open', { id: ticketId })}
          className={buttonStyles({ size: 'sm' })}
        >
          {t('openShort')}
          <ArrowUpRight aria-hidden />
        </a>
      )}
    </div>
  );
}

/** The fix says more than the state does, and leads to where it is made. */
const hasSteps = ({ state, fix }: TicketView) =>
  state === 'poisoned' || (state === 'attention' && fix !== null);

function Explanation({
  ticket,
  canConnect,
  frame,
}: {
  ticket: TicketView;
  canConnect: boolean;
  frame: Frame;
}) {
  const t = useTranslations('reviews.ticket');
  const { relative } = useMoments(frame);
  return (
    <>
      {hasSteps(ticket) ? (
        <div>
          <FixSteps
            fix={ticket.state === 'poisoned' ? null : ticket.fix}
            href={canConnect ? ticket.fix?.href : null}
          />
        </div>
      ) : (
        <p className="text-ink-soft">{t(`text.${ticket.state}`, { subdomain: ticket.subdomain ?? '' })}</p>
      )}
      {ticket.refusal && (
        <p className="rounded-md bg-ground px-3 py-2 font-mono text-sm break-words">
          {t('words', { words: ticket.refusal })}
        </p>
      )}
      {ticket.retryAt && (
        <p className="text-sm text-ink-soft">{t('retryAt', { when: relative(ticket.retryAt) })}</p>
      )}
    </>
  );
}

function Facts({ ticket, frame }: { ticket: TicketView; frame: Frame }) {
  const t = useTranslations('reviews.ticket');
  const { ticketStatus: status, lastSyncAt, subdomain } = ticket;
  if (!ticket.ticketId) return null;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 border-t border-line pt-3 text-sm [&_dd]:text-right [&_dt]:text-ink-soft">
      {status && (
        <>
          <dt>{t('zendeskStatus')}</dt>
          <dd>{knownStatuses.has(status) ? t(`status.${status}`) : status}</dd>
        </>
      )}
      {subdomain && (
        <>
          <dt>{t('account')}</dt>
          <dd>{subdomain}</dd>
        </>
      )}
      <dt>{t('lastSync')}</dt>
      <dd>{lastSyncAt ? <Moment date={lastSyncAt} frame={frame} /> : t('never')}</dd>
    </dl>
  );
}
