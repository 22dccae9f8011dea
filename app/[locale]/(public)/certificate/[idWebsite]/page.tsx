/** A website's certificate: linked by the shop, found by search engines, read by anybody. */
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { first, requireOwnLanguage, type Query } from '@/app/[locale]/(public)/ownLanguage';
import { CertificatePage } from '@/components/certificate/CertificatePage';
import { imageSize } from '@/components/certificate/socialImage';
import { certificateWords } from '@/components/certificate/words';
import { now } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { locales, type Locale } from '@/lib/platform/i18n/locales';
import { findCertificateWebsite } from '@/lib/certificate/certificate';
import { parseListQuery } from '@/lib/certificate/listQuery';
import { listShownReviews } from '@/lib/certificate/reviewList';
import { getScore } from '@/lib/certificate/shown';

type Props = { params: Promise<{ locale: Locale; idWebsite: string }>; searchParams: Promise<Query> };

const getWebsite = cache(
  async (idWebsite: string) => (await findCertificateWebsite(idWebsite)) ?? notFound(),
);
const addressOf = (id: string) => `${env.appUrl}/certificate/${id}`;
const readQuery = (query: Query) =>
  parseListQuery({
    sort: first(query.sort),
    proof: first(query.proof),
    rating: first(query.rating),
    cursor: first(query.cursor),
  });

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const [{ locale, idWebsite }, query] = await Promise.all([params, searchParams]);
  const website = await getWebsite(idWebsite);
  const { t } = certificateWords(locale, website.timeZone);
  const address = addressOf(website.id);
  const title = t('page.title', { shop: website.name });
  const description = t('page.description', { shop: website.name });
  const image = `${env.appUrl}/api/public/certificates/${website.id}/image?lang=${locale}`;
  const { sort, proof, rating, cursor } = readQuery(query);
  return {
    title: { absolute: title },
    description,
    alternates: {
      canonical: address,
      languages: Object.fromEntries(locales.map((code) => [code, `${address}?lang=${code}`])),
    },
    openGraph: {
      type: 'website',
      url: address,
      ...{ title, description, locale },
      images: [{ url: image, ...imageSize, alt: t('image.altNone', { shop: website.name }) }],
    },
    twitter: { card: 'summary_large_image' },
    // The same reviews in another order: one address is enough in a search engine.
    ...(sort !== 'newest' || proof !== 'verified' || rating || cursor
      ? { robots: { index: false, follow: true } }
      : {}),
  };
}

export default async function CertificateRoute({ params, searchParams }: Props) {
  const [{ locale, idWebsite }, query] = await Promise.all([params, searchParams]);
  const website = await getWebsite(idWebsite);
  requireOwnLanguage(website.locale, locale, { path: `/certificate/${website.id}`, query });
  const at = now();
  const listQuery = readQuery(query);
  const [score, list] = await Promise.all([
    getScore({ websiteId: website.id }, at),
    listShownReviews({ websiteId: website.id }, listQuery, { at }),
  ]);
  const address = addressOf(website.id);
  return (
    <CertificatePage
      locale={locale}
      website={website}
      score={score}
      list={list}
      query={listQuery}
      address={address}
    />
  );
}
