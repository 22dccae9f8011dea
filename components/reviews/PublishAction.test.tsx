import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PublishAction, type PublishActionProps } from '@/components/reviews/PublishAction';
import { renderInApp } from '@/components/testing/renderInApp';

const refresh = vi.fn();
vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh }) }));
const fetched = vi.fn<typeof fetch>();

beforeEach(() => {
  fetched.mockReset();
  refresh.mockReset();
  vi.stubGlobal('fetch', fetched);
});

function show(changes: Partial<PublishActionProps> = {}) {
  const props: PublishActionProps = {
    reviewId: 'r1',
    author: 'Manon Perrin',
    freed: 3,
    hasReply: true,
    isPossible: true,
    events: [{ seq: 1, text: 'Avis déposé', when: 'hier' }],
    focusAfterId: 'status',
    ...changes,
  };
  return renderInApp(
    <>
      <h2 id="status" tabIndex={-1}>
        Statut
      </h2>
      <PublishAction {...props} />
    </>,
  );
}

const open = () => userEvent.click(screen.getByRole('button', { name: 'Publier l’avis' }));
const confirm = () => userEvent.click(screen.getByRole('button', { name: 'Publier' }));

describe('publishing', () => {
  it('first says what it frees, and calls nothing when the answer is no', async () => {
    show();
    await open();
    expect(screen.getByText(/3 avis attendent derrière lui/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Annuler' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(fetched).not.toHaveBeenCalled();
  });

  it('publishes, loads the page anew and leaves the focus on the status', async () => {
    fetched.mockResolvedValue(Response.json({ status: 'published' }));
    show({ freed: 0 });
    await open();
    expect(screen.getByText('Aucun autre avis n’attend derrière lui.')).toBeTruthy();
    await confirm();
    await waitFor(() => expect(refresh).toHaveBeenCalled());
    expect(fetched.mock.calls[0]?.[0]).toBe('/api/reviews/r1/publication');
    expect(fetched.mock.calls[0]?.[1]?.method).toBe('POST');
    await waitFor(() => expect(document.activeElement?.id).toBe('status'));
  });

  it('stays open with the reason and the next step when the rules refuse', async () => {
    const body = { code: 'held_by_queue', status: 409, params: {}, errors: [] };
    fetched.mockResolvedValue(Response.json(body, { status: 409 }));
    show();
    await open();
    await confirm();
    expect(await screen.findByText('Un avis plus ancien est encore en modération.')).toBeTruthy();
    expect(screen.getByRole('dialog')).toBeTruthy();
  });

  it('is not offered where it is not possible', () => {
    show({ isPossible: false });
    expect(screen.queryByRole('button')).toBeNull();
  });
});
