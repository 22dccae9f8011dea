'use client';

import { useRouter } from 'next/navigation';
import { useOptimistic, useTransition } from 'react';
import { toListHref, type ListSearch } from '@/components/reviews/listSearch';

export type ListSearchState = {
  /** What was asked for last; the list itself follows once it has arrived. */
  search: ListSearch;
  isPending: boolean;
  change: (part: Partial<ListSearch>) => void;
};

/**
 * The list's filters, held by the address alone. A change shows at once and moves the address only together with the new
 * list, so that going back never meets an address and a list that do not belong together.
 */
export function useListSearch(current: ListSearch): ListSearchState {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const [search, setSearch] = useOptimistic(current);
  const change = (part: Partial<ListSearch>) =>
    startTransition(() => {
      const next = { ...search, ...part, cursor: null };
      setSearch(next);
      router.replace(toListHref(next), { scroll: false });
    });
  return { search, isPending, change };
}
