/** For people who work on the product: every mail as it looks, with demo data. Exists only where demo data does. */
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { MailGallery } from '@/components/mailPreview/MailGallery';
import { env } from '@/lib/platform/env';
import type { Locale } from '@/lib/platform/i18n/locales';

export const metadata: Metadata = { robots: { index: false } };

export default async function MailsPage({ params }: { params: Promise<{ locale: Locale }> }) {
  const { locale } = await params;
  if (!env.demoData) notFound();
  return <MailGallery locale={locale} />;
}
