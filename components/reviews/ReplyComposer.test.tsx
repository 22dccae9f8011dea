import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { EventLine } from '@/components/reviews/Meanwhile';
import { ReplyComposer } from '@/components/reviews/ReplyComposer';
import { renderInApp } from '@/components/ui/testing';
import { replyMax } from '@/lib/reviews/schema';

const refresh = vi.fn();
vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh }) }));

const before: EventLine = { seq: 1, text: 'Avis déposé', when: 'Boutique, hier' };
const fetched = vi.fn<typeof fetch>();

beforeEach(() => {
  window.sessionStorage.clear();
  fetched.mockReset();
  refresh.mockReset();
  vi.stubGlobal('fetch', fetched);
});

function compose(changes: { closedBecause?: string; events?: EventLine[] } = {}) {
  return (
    <ReplyComposer
      reviewId="r1"
      authorFirstName="Manon"
      remaining={20}
      closedBecause={changes.closedBecause ?? null}
      events={changes.events ?? [before]}
    />
  );
}

/** The page as the server would render it again: with what others did meanwhile. */
function RefreshedComposer({ news }: { news: EventLine }) {
  const [events, setEvents] = useState([before]);
  refresh.mockImplementation(() => setEvents([before, news]));
  return compose({ events });
}

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Votre réponse publique' });
const send = () => userEvent.click(screen.getByRole('button', { name: 'Envoyer la réponse' }));
const refused = (code: string, status: number) =>
  Response.json(
    { code, status, params: {}, errors: [] },
    { status, headers: { 'content-type': 'application/problem+json' } },
  );

describe('the reply composer', () => {
  it('sends what was typed, then is empty again and asks for the new page', async () => {
    fetched.mockResolvedValue(Response.json({ exchangeId: 'e1', isNew: true }, { status: 201 }));
    renderInApp(compose());
    await userEvent.type(field(), 'Bonjour Manon');
    await send();
    await waitFor(() => expect(field().value).toBe(''));
    const [url, request] = fetched.mock.calls[0] ?? [];
    expect(url).toBe('/api/reviews/r1/replies');
    expect(request?.body).toBe(JSON.stringify({ body: 'Bonjour Manon' }));
    expect(refresh).toHaveBeenCalled();
    expect(window.sessionStorage.getItem('reply:r1')).toBeNull();
  });

  it('asks the server nothing for an empty or too long text, and says why beside the field', async () => {
    renderInApp(compose());
    await send();
    await waitFor(() => expect(field().getAttribute('aria-invalid')).toBe('true'));
    await userEvent.click(field());
    await userEvent.paste('x'.repeat(replyMax + 1));
    expect(screen.getByText(`${replyMax + 1} / ${replyMax}`)).toBeTruthy();
    await send();
    expect(field().value).toHaveLength(replyMax + 1);
    expect(fetched).not.toHaveBeenCalled();
  });

  it('keeps the text when the server refuses, and tells what happened meanwhile', async () => {
    fetched.mockResolvedValue(refused('reply_limit_reached', 409));
    renderInApp(<RefreshedComposer news={{ seq: 2, text: 'Réponse du marchand', when: 'Claire, 10:02' }} />);
    await userEvent.type(field(), 'Bonjour');
    await send();
    expect(await screen.findByText('Le nombre maximal de réponses à cet avis est atteint.')).toBeTruthy();
    expect(field().value).toBe('Bonjour');
    expect(await screen.findByText('Entre-temps')).toBeTruthy();
    expect(screen.getByRole('listitem').textContent).toBe('Réponse du marchand (Claire, 10:02)');
  });

  it('keeps the text when no answer came', async () => {
    fetched.mockRejectedValue(new TypeError('failed'));
    renderInApp(compose());
    await userEvent.type(field(), 'Bonjour');
    await send();
    expect(await screen.findByText('Le serveur est injoignable.')).toBeTruthy();
    expect(field().value).toBe('Bonjour');
  });

  it('finds the text again on a new page, and leaves it readable when replies have become impossible', async () => {
    const { unmount } = renderInApp(compose());
    await userEvent.type(field(), 'Un début');
    unmount();
    renderInApp(compose({ closedBecause: 'L’auteur a retiré son avis.' }));
    await waitFor(() => expect(field().value).toBe('Un début'));
    expect(field().readOnly).toBe(true);
    expect(screen.getByRole('button', { name: 'Copier votre texte' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Envoyer la réponse' })).toBeNull();
  });

  it('is only a sentence where nothing was typed and no reply is possible', () => {
    renderInApp(compose({ closedBecause: 'Votre rôle permet de lire les avis.' }));
    expect(screen.getByText('Votre rôle permet de lire les avis.')).toBeTruthy();
    expect(screen.queryByRole('textbox')).toBeNull();
  });
});
