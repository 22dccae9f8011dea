import type { ReactNode } from 'react';
import { ClientMessages } from '@/components/layout/ClientMessages';

export default function ReviewsLayout({ children }: { children: ReactNode }) {
  return <ClientMessages of={['reviews', 'replies', 'moderation', 'reasons']}>{children}</ClientMessages>;
}
