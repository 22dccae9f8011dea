import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { ReviewForm } from '@/components/reviewForm/ReviewForm';
import { formWords } from '@/components/reviewForm/words';
import type { FormView } from '@/lib/reviewForm/form';
import type { DraftErrors, FormDraft } from '@/lib/reviewForm/formDraft';

const form: FormView = {
  state: 'open',
  locale: 'fr',
  website: { id: 'w', name: 'Maison <Lune>', url: 'https://lune.example', timeZone: 'Europe/Paris' },
  author: { firstName: 'Claire', lastName: 'Delmas' },
  callName: 'Claire',
  orderRef: 'ML-1',
  orderDate: new Date('2026-11-01T00:00:00Z'),
  expiresAt: new Date('2027-02-01T00:00:00Z'),
  submittedAt: null,
  products: [{ ref: 'vase', name: 'Vase Orion', imageUrl: 'https://lune.example/vase.jpg', url: null }],
  chat: {
    accountKey: '11111111-2222-4333-8444-555555555555',
    kind: 'messaging',
    maxRating: 2,
    orderField: null,
    ratingFieldId: null,
    hasTags: false,
  },
};

function show(draft: FormDraft | null = null, errors: DraftErrors = {}, isTrapped = false) {
  const words = formWords('fr', 'Europe/Paris');
  const { container } = render(
    <ReviewForm
      words={words}
      token="abc.def"
      form={form}
      draft={draft}
      errors={errors}
      isTrapped={isTrapped}
    />,
  );
  return container.querySelector('form') as HTMLFormElement;
}

const brand = () => screen.getByRole('radiogroup', { name: 'Votre note' });
const star = (rating: number) => within(brand()).getByRole('radio', { name: new RegExp(`^${rating} sur 5`) });
const submit = (element: HTMLFormElement) => fireEvent.submit(element);

afterEach(() => {
  cleanup();
  document.getElementById('ze-snippet')?.remove();
});

describe('the form as the server sends it', () => {
  it('posts natively to its own link, in its own language', () => {
    const element = show();
    expect(element.method).toBe('post');
    expect(element.getAttribute('action')).toBe('/api/public/forms/abc.def?lang=fr');
    expect([...new FormData(element).keys()]).toEqual(
      expect.arrayContaining(['brand.comment', 'products.0.ref', 'products.0.comment', 'displayName']),
    );
  });

  it('asks nobody else for anything: no picture, no script from outside', () => {
    show();
    expect(document.querySelectorAll('img, iframe, script')).toHaveLength(0);
  });

  it('shows typed text and each error beside its field, with a way to it from the top', () => {
    const draft = {
      brand: { rating: '', comment: '<b>gardé</b>' },
      products: [{ ref: 'vase', rating: '', comment: 'x' }],
      displayName: 'anonymous',
      consent: true,
    };
    show(draft, { 'brand.rating': 'rating_missing', 'products.0.rating': 'rating_missing_product' });
    expect(screen.getByRole('textbox', { name: /Votre commentaire/ })).toHaveProperty(
      'value',
      '<b>gardé</b>',
    );
    expect(screen.getByRole('radio', { name: /Anonyme/ })).toHaveProperty('checked', true);
    expect(screen.getByRole('checkbox', { name: /Je certifie/ })).toHaveProperty('checked', true);
    const summary = within(screen.getByRole('alert'));
    expect(summary.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
      '#brand.rating',
      '#products.0.rating',
    ]);
    for (const link of summary.getAllByRole('link')) {
      expect(document.getElementById(link.getAttribute('href')?.slice(1) ?? '')).not.toBeNull();
    }
    expect(brand().getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById(brand().getAttribute('aria-describedby') ?? '')?.textContent).toContain(
      'Choisissez une note',
    );
  });

  it('says why when a trap was filled', () => {
    show(null, {}, true);
    expect(screen.getByRole('alert').textContent).toContain('champ caché');
  });
});

describe('the form with a script', () => {
  it('counts what is typed as it will be counted, and says by how much it is over', () => {
    const element = show();
    const area = screen.getByRole('textbox', { name: /Votre commentaire/ });
    const counter = element.querySelector('[data-counter="brand.comment"]');
    fireEvent.input(area, { target: { value: 'a\nb' } });
    expect(counter?.textContent).toBe('3 sur 2000');
    fireEvent.input(area, { target: { value: 'x'.repeat(2007) } });
    expect(counter?.textContent).toBe('7 de trop');
  });

  it('holds back a form without rating or consent and leads to the first', () => {
    const element = show();
    expect(submit(element)).toBe(false);
    expect(document.activeElement).toBe(star(1));
    expect(screen.getByText('Choisissez une note de 1 à 5 étoiles.').hidden).toBe(false);
    fireEvent.click(star(5));
    expect(screen.getByText('Choisissez une note de 1 à 5 étoiles.').hidden).toBe(true);
    expect(submit(element)).toBe(false);
    expect(document.activeElement).toBe(screen.getByRole('checkbox', { name: /Je certifie/ }));
  });

  it('sends once, however often the button is pressed, and is ready again after a step back', () => {
    const element = show();
    fireEvent.click(star(5));
    fireEvent.click(screen.getByRole('checkbox', { name: /Je certifie/ }));
    expect(submit(element)).toBe(true);
    expect(screen.getByRole('button').textContent).toBe('Envoi en cours…');
    expect(submit(element)).toBe(false);
    fireEvent(window, new Event('pageshow'));
    expect(submit(element)).toBe(true);
  });

  it('sends a low rating without waiting for the chat', () => {
    const element = show();
    fireEvent.click(star(1));
    expect(document.getElementById('ze-snippet')).not.toBeNull();
    fireEvent.click(screen.getByRole('checkbox', { name: /Je certifie/ }));
    expect(submit(element)).toBe(true);
  });

  it('opens no chat for the rating of a product', () => {
    show();
    fireEvent.click(
      within(screen.getByRole('radiogroup', { name: 'Note du produit' })).getByRole('radio', {
        name: /^1 sur 5/,
      }),
    );
    expect(document.getElementById('ze-snippet')).toBeNull();
  });
});
