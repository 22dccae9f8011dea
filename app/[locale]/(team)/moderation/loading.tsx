import { ReviewSkeleton } from '@/components/reviews/Skeletons';

export default ReviewSkeleton;
