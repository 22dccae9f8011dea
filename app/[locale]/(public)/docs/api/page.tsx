/** The shop API explained to developers, from the same document that generators read. */
import type { Metadata } from 'next';
import { createApiDocument } from '@/app/api/openapi.json/document';
import { shopLimit } from '@/app/api/v1/limits';
import { ApiDocsPage } from '@/components/apiDocs/ApiDocsPage';
import { toOperations, type OpenApiDocument } from '@/lib/apiDocs/reference';
import { env } from '@/lib/platform/env';
import type { Locale } from '@/lib/platform/i18n/locales';
import { translator } from '@/lib/platform/i18n/translator';

type Props = { params: Promise<{ locale: Locale }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = translator((await params).locale, 'apiDocs');
  return { title: t('page.title'), description: t('page.lead') };
}

export default async function Page({ params }: Props) {
  const { locale } = await params;
  const operations = toOperations(createApiDocument(env.appUrl) as OpenApiDocument);
  return <ApiDocsPage locale={locale} operations={operations} origin={env.appUrl} limit={shopLimit} />;
}
