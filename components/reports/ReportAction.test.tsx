import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ReportCardAction } from '@/components/reports/ReportCardAction';
import { renderInApp } from '@/components/testing/renderInApp';
import type { Locale } from '@/lib/platform/i18n/locales';
import { reportReasonCodes, reportReasons } from '@/lib/moderation/reasons';
import type { ReportDesk } from '@/lib/moderationDesk/reportDesk';

// Thirteen cards in a dialog are slow to simulate on a busy machine; nothing here is measured in time.
vi.setConfig({ testTimeout: 60_000 });
const refresh = vi.fn();
vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh }) }));

const now = new Date('2026-03-10T10:00:00Z');
const frame = { timeZone: 'Europe/Paris', now };

function deskOf(change: Partial<ReportDesk> = {}): ReportDesk {
  return {
    reviewId: '7f0c6f0e-5b1a-4c1e-9a57-0c8a3f6d2b11',
    hasReply: true,
    windowEndsAt: new Date('2026-03-20T10:00:00Z'),
    isWindowOpen: true,
    blocked: null,
    reasons: reportReasonCodes.map((code) => ({
      code,
      proof: reportReasons[code].proof,
      blocked: code === 'product_only' ? 'otherType' : null,
      decided: code === 'off_topic' ? 4 : 0,
      accepted: code === 'off_topic' ? 1 : 0,
    })),
    ...change,
  };
}

const sent: { url: string; data: FormData }[] = [];

function answerWith(status: number, body: object): void {
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    sent.push({ url, data: init.body as FormData });
    return Promise.resolve(Response.json(body, { status }));
  });
}

async function open(desk = deskOf(), locale: Locale = 'fr') {
  const user = userEvent.setup();
  renderInApp(<ReportCardAction desk={desk} canReport frame={frame} />, locale);
  await user.click(
    screen.getByRole('button', { name: locale === 'fr' ? 'Signaler l’avis' : 'Report the review' }),
  );
  return { user, dialog: within(await screen.findByRole('dialog')) };
}

const file = (name: string, content = '%PDF-1.7\n%%EOF') => new File([content], name);

afterEach(() => {
  sent.length = 0;
  refresh.mockClear();
  vi.unstubAllGlobals();
});

describe('the report assistant', () => {
  it('offers the thirteen reasons, greys what does not fit and says why', async () => {
    const { dialog } = await open();
    const reasons = dialog.getAllByRole('radio');
    expect(reasons).toHaveLength(13);
    const productOnly = dialog.getByRole('radio', { name: /Ne porte que sur le produit/ });
    expect(productOnly).toHaveProperty('ariaDisabled', 'true');
    expect(dialog.getByText('Ne s’applique qu’aux avis sur l’enseigne.')).toBeTruthy();
    expect(dialog.getByText('1 accepté sur 4 de vos signalements')).toBeTruthy();
    expect(dialog.getByText(/Encore 10 jours/)).toBeTruthy();
  });

  it('speaks the language of the interface', async () => {
    const { dialog } = await open(deskOf(), 'en');
    expect(dialog.getByRole('radio', { name: /Unrelated to what is rated/ })).toBeTruthy();
    expect(dialog.getByText('1 accepted of your 4 reports')).toBeTruthy();
  });

  it('sends nothing while the reason or its proof is missing', async () => {
    answerWith(201, {});
    const { user, dialog } = await open();
    await user.click(dialog.getByRole('button', { name: 'Envoyer le signalement' }));
    expect((await dialog.findAllByText('Choisissez un motif.')).length).toBeGreaterThan(0);
    await user.click(dialog.getByRole('radio', { name: /Ne peut être véridique/ }));
    await user.click(dialog.getByRole('button', { name: 'Envoyer le signalement' }));
    expect(await dialog.findByText('Ce motif demande au moins une pièce jointe.')).toBeTruthy();
    expect(sent).toEqual([]);
  });

  it.each([
    ['vide.pdf', 0, 'Ce fichier est vide.'],
    ['film.mp4', 10, 'Seuls les fichiers PDF, PNG et JPEG sont acceptés.'],
    ['lourd.pdf', 11 * 1_048_576, 'Un fichier peut peser 10 Mo au plus.'],
  ])('refuses %s before it is sent', async (name, size, message) => {
    answerWith(201, {});
    const user = userEvent.setup({ applyAccept: false });
    const { dialog } = await open();
    await user.click(dialog.getByRole('radio', { name: /Sans rapport/ }));
    const big = file(name, 'x');
    Object.defineProperty(big, 'size', { value: size });
    await user.upload(dialog.getByLabelText(/Pièces jointes/, { selector: 'input' }), big);
    await user.click(dialog.getByRole('button', { name: 'Envoyer le signalement' }));
    expect(await dialog.findByText(message)).toBeTruthy();
    expect(sent).toEqual([]);
  });

  it('sends reason, comment and files in one request, then closes', async () => {
    answerWith(201, { reportId: 'x', status: 'in_moderation' });
    const { user, dialog } = await open();
    await user.click(dialog.getByRole('radio', { name: /Ne peut être véridique/ }));
    await user.type(dialog.getByRole('textbox'), 'Reçu signé');
    const input = dialog.getByLabelText(/Pièces jointes/, { selector: 'input' });
    await user.upload(input, [file('a.pdf'), file('b.pdf')]);
    await user.click(dialog.getByRole('button', { name: 'Retirer a.pdf' }));
    await user.click(dialog.getByRole('button', { name: 'Envoyer le signalement' }));
    await waitFor(() => expect(screen.queryByRole('dialog', { name: /à la modération/ })).toBeNull());
    const data = sent[0]?.data;
    expect(sent).toHaveLength(1);
    expect([data?.get('reason'), data?.get('comment')]).toEqual(['untrue', 'Reçu signé']);
    expect(data?.getAll('attachments').map((value) => (value as File).name)).toEqual(['b.pdf']);
    expect(refresh).toHaveBeenCalled();
  });

  it('keeps everything typed when somebody was faster', async () => {
    answerWith(409, { code: 'already_reported', params: {}, errors: [] });
    const { user, dialog } = await open();
    await user.click(dialog.getByRole('radio', { name: /Sans rapport/ }));
    await user.type(dialog.getByRole('textbox'), 'Mon commentaire');
    await user.click(dialog.getByRole('button', { name: 'Envoyer le signalement' }));
    expect(await dialog.findByText('Cet avis est déjà signalé.')).toBeTruthy();
    expect(dialog.getByRole('textbox')).toHaveProperty('value', 'Mon commentaire');
  });

  it('opens for nobody before the author has a reply, and never for agents', () => {
    const { unmount } = renderInApp(
      <ReportCardAction desk={deskOf({ hasReply: false, blocked: 'reply' })} canReport frame={frame} />,
    );
    expect(screen.getByRole('button', { name: 'Signaler l’avis' })).toHaveProperty('ariaDisabled', 'true');
    expect(screen.getByText(/Répondez d’abord à l’auteur/)).toBeTruthy();
    unmount();
    const waiting = renderInApp(
      <ReportCardAction
        desk={deskOf({ hasReply: false, blocked: 'replyWaiting' })}
        canReport
        frame={frame}
      />,
    );
    expect(screen.getByText(/pas encore partie.*Envoyer maintenant/)).toBeTruthy();
    waiting.unmount();
    renderInApp(<ReportCardAction desk={deskOf()} canReport={false} frame={frame} />);
    expect(screen.queryByRole('button')).toBeNull();
    expect(screen.getByText(/Seuls les marchands/)).toBeTruthy();
  });
});
