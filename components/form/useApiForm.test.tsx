import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { Form } from '@/components/form/Form';
import { SubmitButton } from '@/components/form/SubmitButton';
import { TextField } from '@/components/form/TextField';
import { renderInApp } from '@/components/testing/renderInApp';
import { ApiProblem } from '@/lib/client/api';
import { useApiForm } from '@/lib/client/useApiForm';

const schema = z.strictObject({
  subdomain: z.string().min(3, { error: 'English words for API callers' }),
  email: z.email(),
  version: z.int(),
});
type Values = z.input<typeof schema>;
type Send = (values: Values) => Promise<Values>;

function ConnectionForm({ send, reload }: { send: Send; reload?: () => void }) {
  const api = useApiForm({
    schema,
    values: { subdomain: 'maison', email: 'lea@lune.test', version: 1 },
    send,
    toValues: (answer) => answer,
    reload,
  });
  return (
    <Form api={api}>
      <TextField name="subdomain" label="Sous-domaine" />
      <TextField name="email" label="E-mail" />
      <SubmitButton api={api}>Enregistrer</SubmitButton>
      <p>{api.state}</p>
    </Form>
  );
}

function setup(send: Send, reload?: () => void) {
  renderInApp(<ConnectionForm send={send} reload={reload} />);
  const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name);
  return { user: userEvent.setup(), field, save: () => screen.getByRole('button', { name: 'Enregistrer' }) };
}

const problem = (code: string, more: object = {}) => new ApiProblem({ status: 409, code, ...more });

describe('useApiForm', () => {
  it('sends nothing while a field is wrong, explains it in the reader’s language and focuses it', async () => {
    const send = vi.fn<Send>();
    const { user, field, save } = setup(send);
    await user.clear(field('Sous-domaine'));
    await user.type(field('Sous-domaine'), 'ab');
    await user.click(save());
    expect(await screen.findByText('Au moins 3 caractères.')).toBeTruthy();
    expect(screen.queryByText(/English words/)).toBeNull();
    expect(document.activeElement).toBe(field('Sous-domaine'));
    expect(field('Sous-domaine').getAttribute('aria-invalid')).toBe('true');
    expect(send).not.toHaveBeenCalled();
  });

  it('is pending once, then done, then holds what the server answered', async () => {
    const answers: ((values: Values) => void)[] = [];
    const send = vi.fn<Send>(() => new Promise((resolve) => answers.push(resolve)));
    const { user, field, save } = setup(send);
    await user.type(field('Sous-domaine'), 'x');
    await user.click(save());
    await waitFor(() => expect(save().getAttribute('aria-busy')).toBe('true'));
    await user.type(field('E-mail'), '{Enter}');
    expect(send).toHaveBeenCalledTimes(1);
    answers[0]?.({ subdomain: 'maison-lune', email: 'lea@lune.test', version: 2 });
    await waitFor(() => expect(field('Sous-domaine').value).toBe('maison-lune'));
    expect(screen.getByText('done')).toBeTruthy();
    await user.type(field('Sous-domaine'), '!');
    expect(await screen.findByText('idle')).toBeTruthy();
  });

  it('puts the server’s field errors on their fields, focuses the first and names those without a field', async () => {
    const errors = [
      { path: 'email', code: 'invalid_format', message: 'Invalid email' },
      { path: 'region', code: 'unknown_field', message: 'Unknown field.' },
    ];
    const { user, field, save } = setup(() =>
      Promise.reject(problem('invalid_input', { status: 422, errors })),
    );
    await user.click(save());
    expect(await screen.findByText('Ce format n’est pas valable.')).toBeTruthy();
    expect(document.activeElement).toBe(field('E-mail'));
    expect(screen.getByRole('alert').textContent).toContain('region Champ inconnu.');
  });

  it('keeps what was typed on a version conflict, and saves it over the other version when told to', async () => {
    const send = vi
      .fn<Send>()
      .mockRejectedValueOnce(problem('version_conflict', { params: { version: 7 } }))
      .mockImplementation((values) => Promise.resolve(values));
    const { user, field, save } = setup(send);
    await user.type(field('Sous-domaine'), '-neuve');
    await user.click(save());
    expect((await screen.findByRole('status')).textContent).toContain('Quelqu’un a modifié');
    expect(field('Sous-domaine').value).toBe('maison-neuve');
    await user.click(screen.getByRole('button', { name: 'Garder ma saisie' }));
    await waitFor(() => expect(send).toHaveBeenCalledTimes(2));
    expect(send.mock.lastCall?.[0]).toEqual({
      subdomain: 'maison-neuve',
      email: 'lea@lune.test',
      version: 7,
    });
    await waitFor(() => expect(screen.queryByText(/Quelqu’un a modifié/)).toBeNull());
  });

  it('offers the other version, and only that when the new version is not known', async () => {
    const reload = vi.fn();
    const { user, save } = setup(() => Promise.reject(problem('version_conflict')), reload);
    await user.click(save());
    await user.click(await screen.findByRole('button', { name: 'Charger l’autre version' }));
    expect(reload).toHaveBeenCalledOnce();
    expect(screen.queryByRole('button', { name: 'Garder ma saisie' })).toBeNull();
  });

  it('says what happened, what to do, and gives support a reference when the fault is ours', async () => {
    const { user, save } = setup(() =>
      Promise.reject(new ApiProblem({ status: 500, code: 'internal', requestId: 'req-12345678' })),
    );
    await user.click(save());
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Un problème est survenu de notre côté.');
    expect(alert.textContent).toContain('req-12345678');
  });
});
