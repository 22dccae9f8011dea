/** Pages below an author's own review: a new text, an appeal, taking the review back. */
import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { actPages, AuthorActPage, type ActPage } from '@/components/authorDesk/AuthorActPage';
import { InvalidLinkPage } from '@/components/reviewForm/InvalidLinkPage';
import type { Locale } from '@/lib/platform/i18n/locales';
import { requireOwnLanguage, type Query } from '@/app/[locale]/(public)/ownLanguage';
import { openLink, titleOf } from '@/app/[locale]/(public)/r/[token]/openLink';

type Props = {
  params: Promise<{ locale: Locale; token: string; act: string }>;
  searchParams: Promise<Query>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, token } = await params;
  return titleOf(await openLink(token), locale);
}

export default async function AuthorActRoute({ params, searchParams }: Props) {
  const [{ locale, token, act }, query] = await Promise.all([params, searchParams]);
  if (!actPages.includes(act as ActPage)) notFound();
  const link = await openLink(token);
  if (!link) return <InvalidLinkPage locale={locale} token={token} />;
  if (link.kind !== 'review') redirect(`/r/${token}`);
  requireOwnLanguage(link.locale, locale, { path: `/r/${token}/${act}`, query });
  return (
    <AuthorActPage locale={locale} token={token} act={act as ActPage} review={link.review} desk={link.desk} />
  );
}
