/** A website's certificate: linked by the shop, found by search engines, read by anybody. */
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { first, requireOwnLanguage, type Query } from '@/app/[locale]/(public)/ownLanguage';
import { CertificatePage } from '@/components/certificate/CertificatePage';
import { certificateWords } from '@/components/certificate/words';
import { now } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { locales, type Locale } from '@/lib/platform/i18n/locales';
import { findCertificateWebsite, getScore, listCertificateReviews } from '@/lib/public/certificate';

type Props = { params: Promise<{ locale: Locale; idWebsite: string }>; searchParams: Promise<Query> };

const getWebsite = cache(
  async (idWebsite: string) => (await findCertificateWebsite(idWebsite)) ?? notFound(),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, idWebsite } = await params;
  const website = await getWebsite(idWebsite);
  const { t } = certificateWords(locale, website.timeZone);
  const address = `${env.appUrl}/certificate/${website.id}`;
  return {
    title: { absolute: t('page.title', { shop: website.name }) },
    description: t('page.description', { shop: website.name }),
    alternates: {
      canonical: address,
      languages: Object.fromEntries(locales.map((code) => [code, `${address}?lang=${code}`])),
    },
  };
}

export default async function CertificateRoute({ params, searchParams }: Props) {
  const [{ locale, idWebsite }, query] = await Promise.all([params, searchParams]);
  const website = await getWebsite(idWebsite);
  requireOwnLanguage(website.locale, locale, { path: `/certificate/${website.id}`, query });
  const at = now();
  const cursor = first(query.cursor);
  const [score, list] = await Promise.all([
    getScore(website.id, at),
    listCertificateReviews(website.id, { at, cursor }),
  ]);
  return (
    <CertificatePage locale={locale} website={website} score={score} list={list} isFirstPage={!cursor} />
  );
}
