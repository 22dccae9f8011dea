/** The two looks the sidebar's pictures are taken in: language, colours, and a review in that language. */
import en from '@/lib/platform/i18n/messages/en/sidebar.json' with { type: 'json' };
import fr from '@/lib/platform/i18n/messages/fr/sidebar.json' with { type: 'json' };

export const looks = [
  {
    ...({ name: 'light-fr', locale: 'fr-FR', agentLocale: 'fr', colorScheme: 'light' } as const),
    words: fr,
    review: {
      type: 'brand',
      comment:
        'Colis arrivé ouvert et service client injoignable. Écrivez-moi à ines.lefort@example.test, je veux un remboursement.',
      author: { firstName: 'Inès', lastName: 'Lefort', locale: 'fr' },
    },
  },
  {
    ...({ name: 'dark-en', locale: 'en-GB', agentLocale: 'en-US', colorScheme: 'dark' } as const),
    words: en,
    review: {
      type: 'product',
      product: { ref: 'VASE-12', name: 'Stoneware vase, sand' },
      comment: 'The vase arrived in pieces and customer service never answered. Call me on 06 12 34 56 78.',
      author: { firstName: 'Rose', lastName: 'Hart', locale: 'en' },
    },
  },
] as const;
export type Look = (typeof looks)[number];

/** An author’s address, in letters any mail server takes. */
export const emailOf = ({ firstName, lastName }: { firstName: string; lastName: string }) =>
  `${firstName}.${lastName}@example.test`.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
