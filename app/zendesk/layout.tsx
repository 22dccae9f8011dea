import '@/app/zendesk/sidebar.css';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { openingLocale } from '@/lib/sidebar/openingLocale';
import { openingSchemeHeader } from '@/lib/sidebar/openingScheme';

export const metadata: Metadata = { title: 'Verified Reviews', robots: 'noindex' };
export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' };

/** A document of its own: what runs inside Zendesk carries nothing of the portal, neither its style nor its script. */
export default async function ZendeskLayout({ children }: { children: ReactNode }) {
  const locale = await openingLocale();
  const scheme = (await headers()).get(openingSchemeHeader) ?? undefined;
  return (
    // The agent's language is known only once Zendesk has answered, and the colours may change then; the browser writes both here.
    <html lang={locale} data-theme={scheme} suppressHydrationWarning>
      <body>{children}</body>
    </html>
  );
}
