/** Where the form leads after sending. */
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { InvalidLinkPage } from '@/components/reviewForm/InvalidLinkPage';
import { ReviewLinkPage } from '@/components/authorDesk/ReviewLinkPage';
import type { Locale } from '@/lib/platform/i18n/locales';
import { requireOwnLanguage, type Query } from '@/app/[locale]/(public)/ownLanguage';
import { openLink, titleOf } from '@/app/[locale]/(public)/r/[token]/openLink';

type Props = { params: Promise<{ locale: Locale; token: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, token } = await params;
  return titleOf(await openLink(token), locale);
}

export default async function ThanksRoute({ params, searchParams }: Props) {
  const [{ locale, token }, query] = await Promise.all([params, searchParams]);
  const link = await openLink(token);
  if (!link) return <InvalidLinkPage locale={locale} token={token} />;
  if (link.kind !== 'used') redirect(`/r/${token}`);
  const path = `/r/${token}/thanks`;
  requireOwnLanguage(link.locale, locale, { path, query });
  return <ReviewLinkPage locale={locale} token={token} path={path} link={link} isThanks />;
}
