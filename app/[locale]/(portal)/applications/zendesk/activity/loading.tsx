import { Loading, Skeleton } from '@/components/ui/Skeleton';

export default function ActivityLoading() {
  return (
    <Loading className="flex flex-col gap-6">
      <Skeleton className="h-8 w-56" />
      <Skeleton className="h-24 rounded-xl" />
      <Skeleton className="h-44 rounded-xl" />
      <Skeleton className="h-96 rounded-xl" />
    </Loading>
  );
}
