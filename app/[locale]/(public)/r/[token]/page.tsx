/** Reached from mails only: the review form of an order, what became of it, or an author's own review. */
import type { Metadata } from 'next';
import { after } from 'next/server';
import { InvalidLinkPage } from '@/components/reviewForm/InvalidLinkPage';
import { ReviewLinkPage } from '@/components/authorDesk/ReviewLinkPage';
import { markFormOpened } from '@/lib/reviewForm/form';
import { now } from '@/lib/platform/clock';
import type { Locale } from '@/lib/platform/i18n/locales';
import { first, requireOwnLanguage, type Query } from '@/app/[locale]/(public)/ownLanguage';
import { openLink, titleOf } from '@/app/[locale]/(public)/r/[token]/openLink';

type Props = { params: Promise<{ locale: Locale; token: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, token } = await params;
  return titleOf(await openLink(token), locale);
}

export default async function ReviewLinkRoute({ params, searchParams }: Props) {
  const [{ locale, token }, query] = await Promise.all([params, searchParams]);
  const link = await openLink(token);
  if (!link) return <InvalidLinkPage locale={locale} token={token} />;
  const path = `/r/${token}`;
  requireOwnLanguage(link.locale, locale, { path, query });
  // A figure for the merchant: noted after the page has gone out, and no reason to fail it.
  if (link.kind === 'form') after(() => markFormOpened(decodeURIComponent(token), now()));
  return (
    <ReviewLinkPage
      locale={locale}
      token={token}
      path={path}
      link={link}
      check={first(query.check)}
      isThanks={false}
      done={first(query.done)}
    />
  );
}
