import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CasesPage } from '@/components/moderationDesk/CasesPage';
import { listCases } from '@/lib/moderationDesk/cases';
import { listShopRemovals } from '@/lib/moderationDesk/removals';
import { requireSession } from '@/lib/platform/auth/session';
import { now } from '@/lib/platform/clock';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('moderation'))('queue.title') };
}

export default async function Page() {
  const { userId } = await requireSession('report:decide');
  // Deadlines are told as hours left; no zone of one website would be right for all.
  const at = now();
  const [cases, removals] = await Promise.all([listCases(userId), listShopRemovals(at)]);
  return <CasesPage cases={cases} removals={removals} frame={{ timeZone: 'UTC', now: at }} />;
}
