/** Where the link in an invitation's text leads: asks once, and offers the way back. */
import type { Metadata } from 'next';
import { UnsubscribePage } from '@/components/unsubscribe/UnsubscribePage';
import { findUnsubscribeLink } from '@/lib/mail/optOut';
import type { Locale } from '@/lib/platform/i18n/locales';
import { translator } from '@/lib/platform/i18n/translator';
import { requireOwnLanguage, type Query } from '@/app/[locale]/(public)/ownLanguage';

type Props = { params: Promise<{ locale: Locale; token: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, token } = await params;
  const t = translator(locale, 'unsubscribe');
  const link = await findUnsubscribeLink(decodeURIComponent(token));
  return {
    title: link ? t('title', { shop: link.shop }) : t('invalid'),
    robots: { index: false },
    referrer: 'no-referrer',
  };
}

export default async function Page({ params, searchParams }: Props) {
  const [{ locale, token: raw }, query] = await Promise.all([params, searchParams]);
  const token = decodeURIComponent(raw);
  const link = await findUnsubscribeLink(token);
  const path = `/unsubscribe/${encodeURIComponent(token)}`;
  if (link) requireOwnLanguage(link.locale, locale, { path, query });
  return <UnsubscribePage locale={locale} path={path} link={link} />;
}
