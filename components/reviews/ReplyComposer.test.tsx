import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { EventLine } from '@/components/reviews/Meanwhile';
import { ReplyComposer } from '@/components/reviews/ReplyComposer';
import { renderInApp } from '@/components/testing/renderInApp';
import type { WaitingReply } from '@/components/reviews/WaitingReplies';
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

type Changes = { closedBecause?: string; events?: EventLine[]; waiting?: WaitingReply[] };

function compose(changes: Changes = {}) {
  return (
    <ReplyComposer
      reviewId="r1"
      callName="Manon"
      repliedTo={{ familyName: 'Delmas', locale: 'fr', orderRef: 'A-1' }}
      waiting={changes.waiting ?? []}
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

const waitingReply = (changes: Partial<WaitingReply> = {}): WaitingReply => ({
  id: 'p1',
  body: 'Bonjour Manon',
  authorName: 'Claire',
  isOwn: true,
  secondsLeft: 30,
  refusedCode: null,
  ...changes,
});

describe('the reply composer', () => {
  it('sends what was typed, then is empty again and asks for the new page', async () => {
    fetched.mockResolvedValue(Response.json({ pendingReplyId: 'p1' }, { status: 202 }));
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

  it('counts a waiting reply down and puts its text back into the field when it is taken back', async () => {
    fetched.mockResolvedValue(Response.json({ body: 'Bonjour Manon' }));
    renderInApp(compose({ waiting: [waitingReply()] }));
    expect(screen.getByText(/dans 30 secondes/)).toBeTruthy();
    await userEvent.type(field(), 'PS');
    await userEvent.click(screen.getByRole('button', { name: 'Annuler l’envoi' }));
    await waitFor(() => expect(field().value).toBe('PS\n\nBonjour Manon'));
    const [url, request] = fetched.mock.calls[0] ?? [];
    expect([url, request?.method]).toEqual(['/api/reviews/r1/replies/p1', 'DELETE']);
    expect(refresh).toHaveBeenCalled();
  });

  it('offers nothing on a colleague’s waiting reply', () => {
    renderInApp(compose({ waiting: [waitingReply({ isOwn: false })] }));
    expect(screen.getByText(/Écrite par Claire/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Annuler l’envoi' })).toBeNull();
  });

  it('tells why a waiting reply was refused and keeps its text', () => {
    renderInApp(
      compose({ closedBecause: 'Fermé', waiting: [waitingReply({ refusedCode: 'review_withdrawn' })] }),
    );
    expect(screen.getByText(/L’auteur a retiré/)).toBeTruthy();
    expect(screen.getByText('Bonjour Manon')).toBeTruthy();
  });

  it('warns of what should not be public, while typing, and forbids nothing', async () => {
    fetched.mockResolvedValue(Response.json({ pendingReplyId: 'p1' }, { status: 202 }));
    renderInApp(compose());
    await userEvent.click(field());
    await userEvent.paste('Madame Delmas, un bon d’achat si vous acceptez de modifier votre avis.');
    expect(await screen.findByText(/Données personnelles : « Delmas »/)).toBeTruthy();
    expect(screen.getByText(/Contrepartie pour un avis modifié/)).toBeTruthy();
    await send();
    await waitFor(() => expect(fetched).toHaveBeenCalledOnce());
  });

  it('shows the mail as its author would receive it, in a frame that can do nothing', async () => {
    const mail = {
      subject: 'Réponse à votre avis',
      senderName: 'Maison',
      html: '<p>Bonjour</p>',
      locale: 'fr',
    };
    fetched.mockResolvedValue(Response.json(mail));
    renderInApp(compose());
    await userEvent.type(field(), 'Bonjour');
    await userEvent.click(screen.getByRole('button', { name: 'Aperçu de l’e-mail' }));
    const frame = await screen.findByTitle<HTMLIFrameElement>('Aperçu de l’e-mail');
    expect(frame.getAttribute('sandbox')).toBe('');
    expect(frame.srcdoc).toBe(mail.html);
    expect(screen.getByText(mail.subject)).toBeTruthy();
  });
});
