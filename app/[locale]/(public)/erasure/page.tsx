/** Where anybody asks that what we hold under their address be erased. Linked from the pages of authors. */
import type { Metadata } from 'next';
import { ErasureAskPage } from '@/components/erasure/ErasureAskPage';
import type { Locale } from '@/lib/platform/i18n/locales';
import { translator } from '@/lib/platform/i18n/translator';
import { first, type Query } from '@/app/[locale]/(public)/ownLanguage';

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  return { title: translator(locale, 'erasure')('ask.title'), robots: { index: false } };
}

export default async function Page({ params, searchParams }: Props) {
  const [{ locale }, query] = await Promise.all([params, searchParams]);
  return <ErasureAskPage locale={locale} step={first(query.step)} />;
}
