import { expect, it } from 'vitest';
import { previewModeration, type RulesInput } from '@/lib/moderationDesk/preview';
import { transaction } from '@/lib/platform/db/client';
import { makeReview, makeWebsite } from '@/prisma/seed/factories';

const none: RulesInput = { brandMaxRating: 0, productMaxRating: 0, words: [] };

it('tells what rules would have done to the newest reviews, and changes nothing', async () => {
  const { id: websiteId } = await transaction((tx) => makeWebsite(tx));
  const texts = [
    { rating: 1, comment: 'Très déçu.' },
    { rating: 2, comment: 'En retard.' },
    { rating: 3, comment: 'Un retard, puis un autre RETARD.' },
    { rating: 5, comment: 'Parfait.' },
    { rating: 5, comment: 'Écrivez à alix@maison.example' },
    { rating: 2, comment: 'Produit cassé.', type: 'product' as const },
  ];
  await transaction(async (tx) => {
    for (const [index, text] of texts.entries())
      await makeReview(tx, {
        websiteId,
        orderRef: `V-${index}`,
        at: new Date(Date.UTC(2026, 0, index + 1)),
        ...text,
      });
  });
  const proposed: RulesInput = {
    brandMaxRating: 1,
    productMaxRating: 2,
    words: [
      { word: 'retard', category: 'delivery' },
      { word: 'avocat', category: 'legal_threat' },
    ],
  };
  const preview = await previewModeration(websiteId, { proposed, present: none });
  expect(preview).toMatchObject({
    reviews: 6,
    withRules: 5,
    withPresentRules: 1,
    byCause: { brandRating: 1, productRating: 1, watchedWord: 2, other: 1 },
    byWord: [{ word: 'retard', category: 'delivery', reviews: 2 }],
  });
  expect(preview.examples.map(({ matchedText }) => matchedText)).toEqual(['retard', 'retard']);
  expect(await previewModeration(websiteId, { proposed, present: none }, 2)).toMatchObject({
    reviews: 2,
    withRules: 2,
  });
});

it('shows a passage of each word before a second one of the same', async () => {
  const { id: websiteId } = await transaction((tx) => makeWebsite(tx));
  const comments = ['Un avocat.', ...Array<string>(6).fill('Un retard.')];
  await transaction(async (tx) => {
    for (const [index, comment] of comments.entries())
      await makeReview(tx, {
        websiteId,
        orderRef: `V-${index}`,
        at: new Date(Date.UTC(2026, 0, index + 1)),
        rating: 5,
        comment,
      });
  });
  const words = [
    { word: 'retard', category: 'delivery' },
    { word: 'avocat', category: 'legal_threat' },
  ];
  const { examples } = await previewModeration(websiteId, { proposed: { ...none, words }, present: none });
  expect(examples.map(({ matchedText }) => matchedText)).toEqual([
    'retard',
    'avocat',
    'retard',
    'retard',
    'retard',
  ]);
});
