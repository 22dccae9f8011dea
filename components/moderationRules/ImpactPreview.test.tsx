import { screen } from '@testing-library/react';
import { FormProvider, useForm } from 'react-hook-form';
import { afterEach, expect, test, vi } from 'vitest';
import { ImpactPreview } from '@/components/moderationRules/ImpactPreview';
import { renderInApp } from '@/components/testing/renderInApp';

const rules = { brandMaxRating: 3, productMaxRating: 2, words: [] };

function Card() {
  const form = useForm({ defaultValues: rules });
  return (
    <FormProvider {...form}>
      <ImpactPreview savedVersion={1} />
    </FormProvider>
  );
}

afterEach(() => vi.unstubAllGlobals());

test.each([
  [
    'fr',
    { reviews: 200, proposed: 34, current: 21 },
    /^Sur vos 200 derniers avis, 34 \(17\s%\) seraient passés en modération ; aujourd’hui 21\.$/,
  ],
  [
    'en',
    { reviews: 200, proposed: 1, current: 0 },
    /^Of your latest 200 reviews, 1 \(1%\) would have gone to moderation; today 0\.$/,
  ],
  ['fr', { reviews: 0, proposed: 0, current: 0 }, /^Aucun avis reçu/],
] as const)(
  'in %s the effect is one sentence, counted with the rules on screen',
  async (locale, answer, sentence) => {
    const bodies: unknown[] = [];
    vi.stubGlobal('fetch', (_url: string, init: RequestInit) => {
      bodies.push(JSON.parse(init.body as string));
      return Promise.resolve(Response.json(answer));
    });
    renderInApp(<Card />, locale);
    expect(await screen.findByText(sentence)).toBeTruthy();
    expect(bodies).toEqual([rules]);
  },
);

test('a count that fails can be asked for again', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ code: 'internal' }, { status: 500 })));
  renderInApp(<Card />);
  expect(await screen.findByRole('button', { name: 'Recalculer' })).toBeTruthy();
});
