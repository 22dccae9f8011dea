import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { CasePage } from '@/components/moderationDesk/CasePage';
import { findCase, listCases } from '@/lib/moderationDesk/cases';
import { caseParams } from '@/lib/moderationDesk/schema';
import { requireSession } from '@/lib/platform/auth/session';
import { now } from '@/lib/platform/clock';

type Props = { params: Promise<{ kind: string; id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { kind } = await params;
  return {
    title: (await getTranslations('moderation'))(
      `case.title.${caseParams.shape.kind.safeParse(kind).data ?? 'reports'}`,
    ),
  };
}

export default async function Page({ params }: Props) {
  const { userId } = await requireSession('report:decide');
  const { kind, id } = await params;
  const key = caseParams.safeParse({ kind, id }).data;
  const detail = key ? await findCase(key.kind, key.id) : null;
  if (!detail) notFound();
  const queue = await listCases(userId);
  const here = queue.findIndex((item) => item.id === id);
  const hrefOf = (index: number) => {
    const item = queue[index];
    return item ? `/moderation/${item.kind}/${item.id}` : null;
  };
  return (
    <CasePage
      key={id}
      detail={detail}
      previous={here > 0 ? hrefOf(here - 1) : null}
      next={hrefOf(here + 1)}
      moderatorId={userId}
      frame={{ timeZone: detail.review.website.timeZone, now: now() }}
    />
  );
}
