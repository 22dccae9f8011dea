import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { parseListSearch, type RawSearch } from '@/components/reviews/listSearch';
import { ReviewFilters } from '@/components/reviews/ReviewFilters';
import { renderInApp } from '@/components/testing/renderInApp';

const replace = vi.fn<(href: string) => void>();
vi.mock('next/navigation', () => ({ useRouter: () => ({ replace }), usePathname: () => '/reviews' }));

beforeEach(() => replace.mockReset());
const show = (raw: RawSearch = {}) => renderInApp(<ReviewFilters current={parseListSearch(raw)} />);
/** The page as it follows its address. */
function FollowedFilters() {
  const [current, setCurrent] = useState(() => parseListSearch({}));
  replace.mockImplementation((href) => {
    const query = new URL(href, 'http://localhost').searchParams;
    setCurrent(parseListSearch({ rating: query.getAll('rating'), q: query.get('q') ?? '' }));
  });
  return <ReviewFilters current={current} />;
}
const asked = () => replace.mock.calls.at(-1)?.[0];

describe('the filters of the list', () => {
  it('shows what the address says', () => {
    show({ status: 'pending', type: 'product', rating: ['1', '2'], q: 'retard' });
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Produit' }).checked).toBe(true);
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: '2 étoiles' }).checked).toBe(true);
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: '3 étoiles' }).checked).toBe(false);
    expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('retard');
  });

  it('keeps the other filters and goes to the top of the list with each change', async () => {
    show({ status: 'pending', rating: '2', cursor: 'abc' });
    await userEvent.click(screen.getByRole('checkbox', { name: '1 étoile' }));
    expect(asked()).toBe('/reviews?status=pending&rating=1&rating=2');
    await userEvent.click(screen.getByRole('radio', { name: 'Marque' }));
    expect(asked()).toBe('/reviews?status=pending&type=brand&rating=2');
  });

  it('searches once after a pause in typing, and at once with Enter', async () => {
    show();
    await userEvent.type(screen.getByRole('searchbox'), 'carton');
    await waitFor(() => expect(asked()).toBe('/reviews?q=carton'));
    expect(replace).toHaveBeenCalledOnce();
    await userEvent.type(screen.getByRole('searchbox'), 'noir{Enter}');
    expect(asked()).toBe('/reviews?q=noir');
  });

  it('loses neither of two changes made during one pause', async () => {
    renderInApp(<FollowedFilters />);
    await userEvent.type(screen.getByRole('searchbox'), 'carton');
    await userEvent.click(screen.getByRole('checkbox', { name: '4 étoiles' }));
    await waitFor(() => expect(asked()).toBe('/reviews?rating=4&q=carton'));
  });

  it('offers a way out of the filters only when there are some', () => {
    show({ cursor: 'abc' });
    expect(screen.queryByRole('link', { name: 'Effacer les filtres' })).toBeNull();
    show({ q: 'x' });
    expect(screen.getByRole('link', { name: 'Effacer les filtres' }).getAttribute('href')).toBe('/reviews');
  });

  it('is a GET form underneath, with one field per rating', () => {
    const { container } = show({ status: 'reported', rating: ['1', '5'], type: 'brand' });
    const form = container.querySelector('form');
    expect(form?.getAttribute('method')).toBe('get');
    const sent = new URLSearchParams(new FormData(form ?? undefined) as never).toString();
    expect(sent).toBe('status=reported&q=&type=brand&rating=1&rating=5');
  });
});
