import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Dialogue, type ExchangesProps } from '@/components/reviews/ExchangesCard';
import { renderInApp } from '@/components/testing/renderInApp';

const at = new Date('2026-11-30T10:00:00Z');
const exchange = {
  origin: 'merchant',
  source: 'zendesk',
  authorName: 'Sam',
  createdAt: at,
  changedAt: null,
};

test('a reply says how many of its files stay in Zendesk, and nothing where there are none', () => {
  const exchanges = [2, 1, 0].map((zendeskFileCount) => ({
    ...exchange,
    id: `e${zendeskFileCount}`,
    body: 'Voici.',
    zendeskFileCount,
  }));
  const review = { authorLocale: 'fr', exchanges } as unknown as ExchangesProps['review'];
  renderInApp(<Dialogue review={review} frame={{ now: at, timeZone: 'Europe/Paris' }} />);
  expect(screen.getAllByText(/fichiers? dans Zendesk/).map(({ textContent }) => textContent)).toEqual([
    '2 fichiers dans Zendesk',
    '1 fichier dans Zendesk',
  ]);
});
