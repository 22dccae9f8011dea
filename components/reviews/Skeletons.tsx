import { Card } from '@/components/ui/Card';
import { ListSkeleton, Loading, Skeleton } from '@/components/ui/Skeleton';

/** The list's place while it loads: same heights, so that nothing jumps. */
export function ReviewsSkeleton() {
  return (
    <>
      <Heading />
      <div aria-hidden className="mb-6 grid gap-3 lg:grid-cols-[minmax(14rem,1fr)_2fr_2fr]">
        {Array.from({ length: 3 }, (_, index) => (
          <Card key={index} className="space-y-3 px-5 py-4">
            <Skeleton className="w-32" />
            <Skeleton className="h-9 w-full" />
            <Skeleton className="w-3/5" />
            <Skeleton className="w-2/5" />
          </Card>
        ))}
      </div>
      <div aria-hidden className="mb-4 space-y-4">
        <Skeleton className="h-9 w-96 max-w-full" />
        <Skeleton className="h-9 w-full" />
      </div>
      <ListSkeleton rows={8} />
    </>
  );
}

/** The place of one review's page. */
export function ReviewSkeleton() {
  return (
    <>
      <Heading />
      <Loading className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_21rem] xl:grid-cols-[minmax(0,1fr)_23rem]">
        <Card className="space-y-4 px-6 py-5">
          <Skeleton className="h-6 w-40" />
          <Skeleton className="h-5 w-full" />
          <Skeleton className="h-5 w-4/5" />
          <Skeleton className="h-24 w-full" />
        </Card>
        <Card className="space-y-4 p-5">
          <Skeleton className="h-6 w-24" />
          <Skeleton className="h-12 w-full" />
          <Skeleton className="h-9 w-full" />
          <Skeleton className="h-10 w-full" />
        </Card>
      </Loading>
    </>
  );
}

function Heading() {
  return (
    <div aria-hidden className="mb-6 space-y-2">
      <Skeleton className="h-8 w-64" />
      <Skeleton className="w-80 max-w-full" />
    </div>
  );
}
