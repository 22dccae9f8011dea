import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { HideExchanges } from '@/components/reviews/HideExchanges';
import { renderInApp } from '@/components/testing/renderInApp';
import { toast } from '@/components/ui/toast';

const refresh = vi.fn();
vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh }) }));
const fetched = vi.fn<typeof fetch>();
const said = vi.spyOn(toast, 'success');
const failed = vi.spyOn(toast, 'error');

beforeEach(() => {
  for (const mock of [fetched, refresh, said, failed]) mock.mockClear();
  vi.stubGlobal('fetch', fetched);
});

const sent = () => fetched.mock.calls.map(([, init]) => JSON.parse(init?.body as string) as unknown);

it('hides, and offers to undo it once', async () => {
  fetched.mockImplementation(() => Promise.resolve(Response.json({ hidden: true })));
  renderInApp(<HideExchanges reviewId="r1" isHidden={false} />);
  await userEvent.click(screen.getByRole('button', { name: 'Masquer les échanges' }));
  await waitFor(() => expect(refresh).toHaveBeenCalled());
  expect(fetched.mock.calls[0]?.[0]).toBe('/api/reviews/r1/exchanges');
  const { action } = said.mock.calls[0]?.[0] ?? {};
  action?.run();
  await waitFor(() => expect(sent()).toEqual([{ hidden: true }, { hidden: false }]));
  await waitFor(() => expect(said).toHaveBeenCalledTimes(2));
  expect(said.mock.calls[1]?.[0]).not.toHaveProperty('action');
});

it('shows hidden exchanges again, and says in words what went wrong', async () => {
  fetched.mockResolvedValue(Response.json({ code: 'not_found', errors: [] }, { status: 404 }));
  renderInApp(<HideExchanges reviewId="r1" isHidden />);
  await userEvent.click(screen.getByRole('button', { name: 'Afficher les échanges' }));
  await waitFor(() => expect(failed).toHaveBeenCalled());
  expect(said).not.toHaveBeenCalled();
  expect(refresh).toHaveBeenCalled();
});
