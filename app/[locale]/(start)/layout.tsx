import type { ReactNode } from 'react';
import { AppShell } from '@/components/layout/AppShell';

/** The door to the portal, and the gallery of its primitives: what stands before a sign-in but needs what follows it. */
export default function StartLayout({ children }: { children: ReactNode }) {
  return <AppShell>{children}</AppShell>;
}
