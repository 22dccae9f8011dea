import '@/app/globals.css';
import { mono, sans } from '@/app/fonts';
import type { Metadata, Viewport } from 'next';
import { hasLocale } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { findTheme } from '@/components/layout/theme';
import { locales } from '@/lib/platform/i18n/locales';

type Props = { children: ReactNode; params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: 'layout' });
  return {
    title: { default: t('app.name'), template: `%s · ${t('app.name')}` },
    description: t('app.description'),
  };
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' };

/** The document of every page: language, theme, fonts from our own origin. No client component: public pages owe no script. */
export default async function LocaleLayout({ children, params }: Props) {
  const { locale } = await params;
  if (!hasLocale(locales, locale)) notFound();
  const theme = await findTheme();
  return (
    <html
      lang={locale}
      data-theme={theme === 'system' ? undefined : theme}
      className={`${sans.variable} ${mono.variable} font-sans`}
      // The theme switch writes the attribute before the next render knows of it.
      suppressHydrationWarning
    >
      <body>{children}</body>
    </html>
  );
}
