import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { ClientMessages } from '@/components/layout/ClientMessages';
import { Providers } from '@/components/layout/Providers';

/**
 * What pages of people who sign in stand on: messages and the primitives' providers. Not part of the document's own layout,
 * so that the public pages, which have no client component to serve, do not load any of it.
 */
export async function AppShell({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <ClientMessages>
      <Providers nonce={nonce}>
        <div className="app-root">{children}</div>
      </Providers>
    </ClientMessages>
  );
}
