import { Loading, Skeleton } from '@/components/ui/Skeleton';

export default function ZendeskLoading() {
  return (
    <Loading className="flex flex-col gap-6">
      <Skeleton className="h-8 w-44" />
      <Skeleton className="h-9 w-80 rounded-full" />
      <Skeleton className="h-112 rounded-xl" />
      <Skeleton className="h-64 rounded-xl" />
    </Loading>
  );
}
