import { Loading, Skeleton } from '@/components/ui/Skeleton';

export default function ApplicationsLoading() {
  return (
    <Loading>
      <Skeleton className="mb-6 h-8 w-56" />
      <div className="grid gap-4 md:grid-cols-2">
        <Skeleton className="h-52 rounded-xl" />
        <Skeleton className="h-52 rounded-xl" />
        <Skeleton className="h-52 rounded-xl" />
      </div>
    </Loading>
  );
}
