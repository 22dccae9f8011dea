import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { renderInApp } from '@/components/testing/renderInApp';
import { NotificationsPage } from '@/components/websites/NotificationsPage';

vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh: vi.fn() }) }));

const settings = {
  addresses: 'a@shop.test',
  onNewReview: false,
  onToHandle: true,
  onAnswer: true,
  onDecision: true,
  digest: 'none' as const,
  version: 3,
};
const fetched = vi.fn<typeof fetch>();

beforeEach(() => {
  fetched.mockReset();
  vi.stubGlobal('fetch', fetched);
  renderInApp(<NotificationsPage websiteName="Maison Lune" settings={settings} />);
});

const addresses = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Adresses e-mail' });
const save = () => userEvent.click(screen.getByRole('button', { name: 'Enregistrer' }));

it('saves addresses, switches and digest together, with the version that was seen', async () => {
  fetched.mockResolvedValue(Response.json({ ...settings, version: 4 }));
  await userEvent.clear(addresses());
  await userEvent.type(addresses(), 'A@shop.test, b@shop.test');
  await userEvent.click(screen.getByRole('switch', { name: 'Nouvel avis' }));
  await userEvent.click(screen.getByRole('radio', { name: 'Chaque semaine' }));
  await save();
  await waitFor(() => expect(fetched).toHaveBeenCalledOnce());
  const [url, request] = fetched.mock.calls[0] ?? [];
  expect(url).toBe('/api/websites/current/notifications');
  expect(JSON.parse(request?.body as string)).toEqual({
    ...settings,
    addresses: 'a@shop.test\nb@shop.test',
    onNewReview: true,
    digest: 'weekly',
  });
});

it('refuses an address that is none beside the field, and asks the server nothing', async () => {
  await userEvent.type(addresses(), ' not-an-address');
  await save();
  expect(await screen.findByText('L’une des adresses n’est pas valable.')).toBeTruthy();
  expect(fetched).not.toHaveBeenCalled();
});

it('says that without an address nobody is told', async () => {
  await userEvent.clear(addresses());
  expect(screen.getByText(/ne partent à personne/)).toBeTruthy();
});
