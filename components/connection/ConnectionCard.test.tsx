import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ConnectionCard } from '@/components/connection/ConnectionCard';
import { renderInApp } from '@/components/testing/renderInApp';
import type { ConnectionView } from '@/lib/connection/queries';

vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined }) }));

const stored: ConnectionView = {
  version: 3,
  state: 'active',
  method: 'api_token',
  subdomain: 'acme',
  accountUrl: 'https://acme.zendesk.com',
  email: 'admin@acme.test',
  clientId: null,
  secretLast4: 'a1b2',
  userName: 'Alex Martin',
  grant: null,
  exemptNotifications: true,
  lastGoodAt: '2026-11-20T10:00:00.000Z',
  fault: null,
};

type Sent = { method: string; url: string; body: Record<string, unknown> };
let sent: Sent[];
let answer: () => Response;

beforeEach(() => {
  sent = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    sent.push({ url, method: init.method ?? 'GET', body: JSON.parse(init.body as string) });
    return Promise.resolve(answer());
  });
});
afterEach(() => vi.unstubAllGlobals());

const lines =
  (...items: object[]) =>
  () =>
    new Response(items.map((item) => `${JSON.stringify(item)}\n`).join(''));
const problem = (status: number, body: object) => () =>
  Response.json(body, { status, headers: { 'content-type': 'application/problem+json' } });

function show(connection: ConnectionView | null) {
  const website = { name: 'Maison Lune', timeZone: 'Europe/Paris' };
  renderInApp(
    <ConnectionCard
      {...{ connection, website }}
      tokenDaysLeft={159}
      offered={['oauth_client_credentials', 'api_token', 'password']}
      accountUrlTemplate="https://{subdomain}.zendesk.com"
    />,
  );
}
const field = (name: string) =>
  screen.getByLabelText<HTMLInputElement>(name, { selector: 'input:not([aria-hidden])' });
const type = (name: string, value: string) => fireEvent.change(field(name), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const check = (name: string) => within(screen.getByText(name).closest('li')!);

test('a new connection starts with OAuth, and understands a pasted address', async () => {
  show(null);
  expect(screen.getByRole('radio', { name: /Client OAuth/ }).getAttribute('aria-checked')).toBe('true');
  type('Sous-domaine Zendesk', 'https://Acme.zendesk.com/agent');
  expect(await screen.findByText('Compte : acme.zendesk.com')).toBeTruthy();
  fireEvent.blur(field('Sous-domaine Zendesk'));
  await waitFor(() => expect(field('Sous-domaine Zendesk').value).toBe('acme'));
});

test('testing sends what the method needs and shows each check, with the reason and the next step of a failed one', async () => {
  answer = lines(
    { name: 'account_found', state: 'passed' },
    {
      name: 'credentials_accepted',
      state: 'failed',
      reason: 'credentials_refused',
      evidence: { status: 401, words: 'Couldn’t authenticate you' },
    },
    { name: 'user_active', state: 'skipped', reason: 'not_reached' },
    { done: true },
  );
  show(stored);
  press('Tester la connexion');
  await screen.findByText('Un point est à corriger. Rien n’a été enregistré.');
  expect(sent).toEqual([
    {
      url: '/api/applications/zendesk/test',
      method: 'POST',
      body: {
        method: 'api_token',
        subdomain: 'acme',
        email: 'admin@acme.test',
        exemptNotifications: true,
        version: 3,
      },
    },
  ]);
  expect(check('Compte trouvé').getByText('acme.zendesk.com répond.')).toBeTruthy();
  expect(
    check('Identifiants acceptés').getByText(/Couldn’t authenticate you.*Vérifiez chaque valeur/),
  ).toBeTruthy();
});

test('a run without its last line is called interrupted, never passed', async () => {
  answer = lines({ name: 'account_found', state: 'passed' });
  show(stored);
  press('Tester la connexion');
  expect(await screen.findByText('Le test s’est interrompu avant la fin. Lancez-le à nouveau.')).toBeTruthy();
});

test('a failed check at saving is shown among the checks, and what was typed is still there', async () => {
  answer = problem(422, {
    code: 'connection_check_failed',
    params: { check: 'user_admin', reason: 'not_admin', user: 'Sam', role: 'agent' },
  });
  show(stored);
  type('Token API', 'another-token');
  press('Enregistrer');
  expect(await screen.findByText(/Sam n’est pas administrateur \(rôle : agent\)/)).toBeTruthy();
  expect(field('Token API').value).toBe('another-token');
  expect(sent[0]).toMatchObject({ method: 'PUT', body: { secret: 'another-token', version: 3 } });
});

test('a missing secret is asked for on its field', async () => {
  answer = problem(422, {
    code: 'credential_required',
    errors: [{ path: 'secret', code: 'credential_required', message: '' }],
  });
  show({ ...stored, state: 'off', secretLast4: null });
  press('Tester la connexion');
  expect(await screen.findByText('Saisissez le secret de cette méthode.')).toBeTruthy();
});

test('a stored secret shows its end only, and is not part of the form', () => {
  show(stored);
  expect(field('Token API').value).toBe('');
  expect(screen.getByText('Un secret est enregistré (•••• a1b2). Laissez vide pour le garder.')).toBeTruthy();
});

test('a stored secret is not promised for another account, where it would be refused', async () => {
  show(stored);
  type('Sous-domaine Zendesk', 'autre');
  await waitFor(() => expect(screen.queryByText(/Laissez vide pour le garder/)).toBeNull());
});

test('a paused connection can be saved again without a change', () => {
  show({
    ...stored,
    state: 'error',
    fault: { code: 'unauthorized', detail: 'Couldn’t authenticate you', at: null },
  });
  expect(screen.getByText(/Zendesk refuse les identifiants/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Enregistrer' }).getAttribute('aria-disabled')).not.toBe('true');
});
