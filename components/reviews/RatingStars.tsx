import { useTranslations } from 'next-intl';
import { Stars, type StarsProps } from '@/components/ui/Stars';

/** The rating of one review, said as "2 étoiles sur 5". */
export function RatingStars({ rating, size }: { rating: number; size?: StarsProps['size'] }) {
  const t = useTranslations('reviews');
  return <Stars value={rating} label={t('list.stars', { rating })} size={size} />;
}
