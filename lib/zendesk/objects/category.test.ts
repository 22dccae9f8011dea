import { describe, expect, it } from 'vitest';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { ZendeskError, type ZendeskErrorKind } from '@/lib/zendesk/errors';
import { categoryName, ensureCategory } from '@/lib/zendesk/objects/category';
import type { ObjectChange } from '@/lib/zendesk/objects/mark';

type Call = { method: string; body?: unknown; schema?: { parse(value: unknown): unknown } };

/** An account with these categories; one that answers a kind of error to everything where it is given. */
function accountWith(names: string[], fault?: ZendeskErrorKind) {
  const rows = names.map((name, index) => ({ id: String(index + 1), name }));
  const client = {
    baseUrl: 'https://acme.zendesk.com',
    request: ({ method, body, schema }: Call) => {
      if (fault) return Promise.reject(new ZendeskError({ kind: fault, outcome: 'refused' }));
      if (method === 'POST') {
        const made = { id: '9', ...(body as { trigger_category: { name: string } }).trigger_category };
        rows.push(made);
        return Promise.resolve(schema?.parse({ trigger_category: made }));
      }
      return Promise.resolve(schema?.parse({ trigger_categories: rows, meta: { has_more: false } }));
    },
  } as unknown as ZendeskClient;
  return { client, rows };
}

describe('the category of our triggers', () => {
  it('is made once, whoever asks again', async () => {
    const { client, rows } = accountWith(['Notifications']);
    const changes: ObjectChange[] = [];
    expect(await ensureCategory(client, changes)).toBe('9');
    expect(await ensureCategory(client, changes)).toBe('9');
    expect(rows.filter(({ name }) => name === categoryName)).toHaveLength(1);
    expect(changes.map(({ object, action }) => [object, action])).toEqual([['category', 'created']]);
  });

  it.each(['validation', 'forbidden', 'not_found'] as const)(
    'is done without where the account refuses it (%s)',
    async (kind) => {
      const changes: ObjectChange[] = [];
      expect(await ensureCategory(accountWith([], kind).client, changes)).toBeUndefined();
      expect(changes).toEqual([]);
    },
  );

  it('is no reason to pass over an account that is away', async () => {
    await expect(ensureCategory(accountWith([], 'unavailable').client, [])).rejects.toMatchObject({
      kind: 'unavailable',
    });
  });
});
