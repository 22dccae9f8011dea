import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { parseListSearch, toListHref, type RawSearch } from '@/components/reviews/listSearch';
import { ReviewsPage } from '@/components/reviews/ReviewsPage';
import { requireSession } from '@/lib/platform/auth/session';
import { now } from '@/lib/platform/clock';
import { AppError } from '@/lib/platform/errors';
import { countByStatus, listReviews } from '@/lib/reviews/queries';
import { getQueue } from '@/lib/reviews/queueQueries';
import { toCounts, toQueueState, toReviewRow } from './views';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reviews'))('list.title') };
}

export default async function Page({ searchParams }: { searchParams: Promise<RawSearch> }) {
  const search = parseListSearch(await searchParams);
  // Everybody who signs in comes here, so it must not send anybody away; without a website the frame says so.
  const { current, can } = await requireSession();
  if (!current || !can('review:read')) return null;
  const at = now();
  const [page, counts, brand, product] = await Promise.all([
    listPage(current.id, search),
    countByStatus(current.id),
    getQueue(current.id, 'brand', at),
    getQueue(current.id, 'product', at),
  ]);
  return (
    <ReviewsPage
      websiteName={current.name}
      search={search}
      counts={toCounts(counts)}
      queues={[toQueueState(brand), toQueueState(product)]}
      rows={page.items.map((item) => toReviewRow(item, item.type === 'brand' ? brand : product))}
      nextCursor={page.nextCursor}
      canReadCodes={can('codes:read')}
      frame={{ timeZone: current.timeZone, now: at }}
    />
  );
}

/** A place in the list that is not ours (an address cut short) leads to the top of the same list. */
async function listPage(websiteId: string, search: ReturnType<typeof parseListSearch>) {
  const { status, type, ratings, q, cursor } = search;
  try {
    return await listReviews(websiteId, {
      ...(status && { status: status === 'in_moderation' ? 'to_handle' : status }),
      ...(type && { type }),
      ...(ratings.length > 0 && { rating: ratings }),
      ...(q && { q }),
      ...(cursor && { cursor }),
    });
  } catch (error) {
    if (cursor && error instanceof AppError && error.code === 'invalid_input')
      redirect(toListHref({ ...search, cursor: null }));
    throw error;
  }
}
