import '@/app/zendesk/sidebar.css';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { openingLocale } from '@/lib/sidebar/openingLocale';

export const metadata: Metadata = { title: 'Verified Reviews', robots: 'noindex' };
export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' };

/** A document of its own: what runs inside Zendesk carries nothing of the portal, neither its style nor its script. */
export default async function ZendeskLayout({ children }: { children: ReactNode }) {
  const locale = await openingLocale();
  return (
    // The agent's language and colours are known only once Zendesk has answered; the browser writes them here then.
    <html lang={locale} suppressHydrationWarning>
      <body>{children}</body>
    </html>
  );
}
