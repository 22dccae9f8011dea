import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TicketsCard } from '@/components/connection/TicketsCard';
import { renderInApp } from '@/components/testing/renderInApp';
import type { TicketSettingsInput } from '@/lib/connection/schema';

vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined }) }));

const settings: TicketSettingsInput = {
  requesterMode: 'author',
  ticketScope: 'in_moderation',
  maxRating: 2,
  groupId: 7,
  assigneeId: null,
  brandId: null,
  formId: null,
  priority: null,
  type: null,
  tags: ['avis'],
  botUsers: ['123'],
  version: 3,
};
const choices = { groups: [{ id: 8, name: 'Assistance' }], brands: [], forms: [], assignees: [] };

let answers: (() => Response)[];
let sent: { url: string; body: string | undefined }[];
beforeEach(() => {
  sent = [];
  vi.stubGlobal('fetch', (url: string, init?: { body?: string }) => {
    sent.push({ url, body: init?.body });
    return Promise.resolve((answers.shift() ?? (() => Response.json(choices)))());
  });
});
afterEach(() => vi.unstubAllGlobals());

const show = (isConnected = true) =>
  renderInApp(<TicketsCard settings={settings} isConnected={isConnected} />);

test('a choice of the account that is gone stays in sight, and the rest can be saved', async () => {
  answers = [
    () => Response.json(choices),
    () =>
      Response.json({ settings: { ...settings, tags: ['vip'], version: 4 }, setupFault: null, changes: [] }),
  ];
  show();
  expect(await screen.findByText('Choix disparu (n° 7)')).toBeTruthy();
  fireEvent.change(screen.getByLabelText('Marqueurs en plus'), { target: { value: 'VIP' } });
  fireEvent.click(screen.getByRole('button', { name: 'Enregistrer' }));
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(JSON.parse(sent[1]?.body ?? '')).toEqual({ ...settings, tags: ['vip'] });
});

test('choices that cannot be read say so and are read again on request', async () => {
  answers = [
    () => Response.json({ code: 'zendesk_unreachable', status: 502 }, { status: 502 }),
    () => Response.json(choices),
  ];
  show();
  expect(await screen.findByText('Les choix de votre compte n’ont pas pu être lus.')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Lire à nouveau' }));
  await waitFor(() =>
    expect(screen.queryByText('Les choix de votre compte n’ont pas pu être lus.')).toBeNull(),
  );
  expect(sent).toHaveLength(2);
});

test('a tag of the product’s own is refused on its field', async () => {
  answers = [];
  show();
  fireEvent.change(screen.getByLabelText('Marqueurs en plus'), { target: { value: 'vr_rating_5' } });
  fireEvent.click(screen.getByRole('button', { name: 'Enregistrer' }));
  expect(await screen.findByText(/sont posés par le produit/)).toBeTruthy();
});

test('users who are no persons are kept one a line, by number or address', async () => {
  answers = [
    () => Response.json(choices),
    () => Response.json({ settings: { ...settings, version: 4 }, setupFault: null, changes: [] }),
  ];
  show();
  const field = screen.getByLabelText(/Utilisateurs qui ne sont pas des personnes/);
  fireEvent.change(field, { target: { value: '123\nLe robot' } });
  fireEvent.click(screen.getByRole('button', { name: 'Enregistrer' }));
  expect(await screen.findByText(/un numéro d’utilisateur ou une adresse e-mail/)).toBeTruthy();
  fireEvent.change(field, { target: { value: ' 123\n Bot@Shop.test \n' } });
  fireEvent.click(screen.getByRole('button', { name: 'Enregistrer' }));
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(JSON.parse(sent[1]?.body ?? '')).toEqual({ ...settings, botUsers: ['123', 'bot@shop.test'] });
});

test('without a connection nothing is asked and saving says why it is off', () => {
  answers = [];
  show(false);
  expect(sent).toEqual([]);
  expect(screen.getByText(/Connectez d’abord Zendesk/)).toBeTruthy();
});
