import { useTranslations } from 'next-intl';
import type { CauseKind } from '@/lib/reviews/events';

type Named = { kind: CauseKind; category: string | null };

/** Causes in words: the name, with the category where there is one, and a sentence that says what it means. */
export function useCauseWords() {
  const t = useTranslations('reviews');
  return {
    nameOf: ({ kind, category }: Named) => {
      const known = category !== null && kind !== 'report' && t.has(`category.${category}`);
      return known
        ? t('cause.withCategory', { cause: t(`cause.${kind}`), category: t(`category.${category}`) })
        : t(`cause.${kind}`);
    },
    reasonOf: ({ kind }: Named) => t(`cause.${kind}Text`),
  };
}
