import type { ReactNode } from 'react';
import { Submit } from '@/components/authorDesk/controls';
import { ErasureFrame } from '@/components/erasure/ErasureFrame';
import { LinkMessage } from '@/components/public/LinkMessage';
import { PublicAction } from '@/components/public/PublicFrame';
import type { Receipt } from '@/lib/erasure/receipt';
import type { ErasureLink } from '@/lib/erasure/requests';
import type { Locale } from '@/lib/platform/i18n/locales';
import { formatter, translator, type Translate } from '@/lib/platform/i18n/translator';

type Props = { locale: Locale; token: string; link: ErasureLink | null };

/** Asks once more with everything in view; afterwards the same address is the receipt. */
export function ErasureLinkPage({ locale, token, link }: Props) {
  const t = translator(locale, 'erasure');
  const path = `/erasure/${encodeURIComponent(token)}`;
  return (
    <ErasureFrame locale={locale} t={t} path={path}>
      {!link && (
        <LinkMessage title={t('invalid.title')}>
          <p>{t('invalid.body')}</p>
          <p className="mt-3">
            <PublicAction href={`/erasure?lang=${locale}`}>{t('invalid.action')}</PublicAction>
          </p>
        </LinkMessage>
      )}
      {link?.state === 'open' && <Confirm {...{ t, locale, link }} action={`/api/public${path}`} />}
      {link?.state === 'anonymous' && (
        <ConfirmAnonymous {...{ t, locale, link }} action={`/api/public${path}`} />
      )}
      {link?.state === 'done' && <Done {...{ t, locale }} receipt={link.receipt} />}
    </ErasureFrame>
  );
}

type ConfirmProps = { t: Translate; locale: Locale; link: ErasureLink & { state: 'open' }; action: string };

function Confirm({ t, locale, link: { email, reviews, orders }, action }: ConfirmProps) {
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">{t('confirm.title')}</h1>
      <div className="mt-6 space-y-4 rounded-xl border border-line bg-surface p-5 shadow-card sm:p-7">
        <p className="font-medium wrap-anywhere">{t('confirm.body', { email })}</p>
        <p>{t('confirm.found', { reviews, orders })}</p>
        <p>{t('confirm.final')}</p>
        <form method="post" action={`${action.replace('/erasure/', '/erasures/')}?lang=${locale}`}>
          <Submit tone="danger">{t('confirm.action')}</Submit>
        </form>
      </div>
      <p className="mt-4 text-ink-soft">{t('confirm.keep')}</p>
    </>
  );
}

type AnonymousProps = {
  t: Translate;
  locale: Locale;
  link: ErasureLink & { state: 'anonymous' };
  action: string;
};

/** The shop passed the wish on: names are gone already, and whether the reviews go is the author's word alone. */
function ConfirmAnonymous({ t, locale, link: { reviews }, action }: AnonymousProps) {
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">{t('anonymous.title')}</h1>
      <div className="mt-6 space-y-4 rounded-xl border border-line bg-surface p-5 shadow-card sm:p-7">
        <p>{t('anonymous.body', { reviews })}</p>
        <p>{t('confirm.final')}</p>
        <form method="post" action={`${action.replace('/erasure/', '/erasures/')}?lang=${locale}`}>
          <Submit tone="danger">{t('confirm.action')}</Submit>
        </form>
      </div>
      <p className="mt-4 text-ink-soft">{t('anonymous.keep')}</p>
    </>
  );
}

function Done({ t, locale, receipt }: { t: Translate; locale: Locale; receipt: Receipt }) {
  const done = receipt.zendesk.filter(({ state }) => state === 'done').length;
  const count = receipt.zendesk.length;
  const at = formatter(locale, 'UTC').dateTime(receipt.requestedAt, {
    dateStyle: 'long',
    timeStyle: 'short',
  });
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">{t('receipt.title')}</h1>
      <p role="status" className="mt-3 text-lg text-ink-soft">
        {t(`receipt.${receipt.state}`)}
      </p>
      <dl className="mt-6 grid gap-x-6 gap-y-3 rounded-xl border border-line bg-surface p-5 shadow-card sm:grid-cols-[auto_1fr] sm:p-7">
        <Line label={t('receipt.id')}>
          <code className="text-sm wrap-anywhere">{receipt.receiptId}</code>
        </Line>
        <Line label={t('receipt.at')}>{at} UTC</Line>
        <Line label={t('receipt.what')}>{t('receipt.counts', receipt.erased)}</Line>
        <Line label={t('receipt.tickets')}>
          {count === 0 ? t('receipt.none') : t('receipt.ticketsDone', { done, count })}
        </Line>
        <Line label={t('receipt.hash')}>
          <code className="text-sm wrap-anywhere">{receipt.emailSha256}</code>
        </Line>
      </dl>
      <p className="mt-4 text-ink-soft">{t('receipt.keep')}</p>
    </>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-soft">{label}</dt>
      <dd className="min-w-0 max-sm:-mt-2">{children}</dd>
    </>
  );
}
