'use client';

import { ReviewsFailure } from '@/components/reviews/ReviewsFailure';

export default ReviewsFailure;
