import { Loading, Skeleton } from '@/components/ui/Skeleton';

export default function DeskLoading() {
  return (
    <Loading className="flex flex-col gap-6">
      <Skeleton className="h-8 w-64" />
      <Skeleton className="h-16 rounded-lg" />
      <Skeleton className="h-80 rounded-xl" />
      <Skeleton className="h-64 rounded-xl" />
    </Loading>
  );
}
