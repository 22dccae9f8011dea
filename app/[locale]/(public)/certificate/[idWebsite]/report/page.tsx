/** A reader reports a review of a certificate: linked beside each review. Not for search engines. */
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { first, requireOwnLanguage, type Query } from '@/app/[locale]/(public)/ownLanguage';
import { AlertPage } from '@/components/certificate/AlertPage';
import { certificateWords } from '@/components/certificate/words';
import { now } from '@/lib/platform/clock';
import type { Locale } from '@/lib/platform/i18n/locales';
import { findCertificateWebsite } from '@/lib/certificate/certificate';
import { findShownReview } from '@/lib/certificate/reviewList';
import { z } from 'zod';

type Props = { params: Promise<{ locale: Locale; idWebsite: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { t } = certificateWords((await params).locale, 'UTC');
  return { title: { absolute: t('alert.title') }, robots: { index: false } };
}

export default async function AlertRoute({ params, searchParams }: Props) {
  const [{ locale, idWebsite }, query] = await Promise.all([params, searchParams]);
  const website = (await findCertificateWebsite(idWebsite)) ?? notFound();
  requireOwnLanguage(website.locale, locale, { path: `/certificate/${website.id}/report`, query });
  const id = z.uuid().safeParse(first(query.review)).data;
  const review = id ? await findShownReview(website.id, id, now()) : null;
  const check = first(query.check);
  return (
    <AlertPage
      locale={locale}
      website={website}
      review={review}
      isSent={first(query.sent) === '1'}
      problem={check === 'form' || check === 'limited' ? check : null}
    />
  );
}
