import { ReviewsSkeleton } from '@/components/reviews/Skeletons';

export default ReviewsSkeleton;
