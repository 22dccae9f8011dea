import { describe, expect, it } from 'vitest';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { ZendeskError } from '@/lib/zendesk/errors';
import { showFieldOnForm } from '@/lib/zendesk/objects/form';

/** An account with one form; keeps what is written to it. */
function accountWith(fieldIds: number[] | null) {
  const written: unknown[] = [];
  const client = {
    baseUrl: 'https://acme.zendesk.com',
    request: ({
      method,
      body,
      schema,
    }: {
      method: string;
      body?: unknown;
      schema?: { parse(v: unknown): unknown };
    }) => {
      if (fieldIds === null)
        return Promise.reject(new ZendeskError({ kind: 'not_found', outcome: 'refused', status: 404 }));
      if (method === 'PUT') written.push(body);
      return Promise.resolve(
        schema?.parse({ ticket_form: { id: 7, name: 'Avis', ticket_field_ids: fieldIds } }),
      );
    },
  } as unknown as ZendeskClient;
  return { client, written };
}

describe('the field on the form our tickets get', () => {
  it('is added behind the fields that are there, and the form is named as changed', async () => {
    const { client, written } = accountWith([1, 2]);
    expect(await showFieldOnForm(client, 7, 9)).toEqual([
      { object: 'form', action: 'repaired', id: '7', title: 'Avis', differences: ['fields'] },
    ]);
    expect(written).toEqual([{ ticket_form: { ticket_field_ids: [1, 2, 9] } }]);
  });

  it('is left alone where it stands', async () => {
    const { client, written } = accountWith([1, 9]);
    expect(await showFieldOnForm(client, 7, 9)).toEqual([]);
    expect(written).toEqual([]);
  });

  it('cannot stand on a form that is gone, which is no fault of the setup', async () => {
    expect(await showFieldOnForm(accountWith(null).client, 7, 9)).toEqual([]);
  });
});
