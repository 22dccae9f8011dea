import { expect, test } from 'vitest';
import { pool } from '@/lib/platform/db/client';
import { toJsonArray, toPlainArray, toTextArray } from '@/lib/platform/db/bulkValues';

const id = '01a20821-4899-7a3e-86d7-1e27777e9004';

test('PostgreSQL reads plain arrays as the values they were made of, nulls among them', async () => {
  const values = [[id, null], ['create_ticket'], [1, -2], [true, false], []].map(toPlainArray);
  const { rows } = await pool.query(
    'SELECT $1::uuid[]::text[] AS ids, $2::text[] AS words, $3::int[] AS numbers, $4::boolean[] AS truths, $5::uuid[] AS none',
    values,
  );
  expect(rows).toEqual([
    { ids: [id, null], words: ['create_ticket'], numbers: [1, -2], truths: [true, false], none: [] },
  ]);
});

test.each(['', 'a,b', '{}', 'a"b', ' a'])('a plain array takes no %j', (text) => {
  expect(() => toPlainArray([text])).toThrow(TypeError);
});

test('PostgreSQL reads text arrays as the texts they were made of, whatever these hold', async () => {
  const values = ['', 'a,b', '{}', 'say "no"', 'back\\slash', '\\"', ' a ', 'NULL', null, 'é ★ 😡\n'];
  const { rows } = await pool.query('SELECT $1::text[] AS texts, $2::text[] AS none', [
    toTextArray(values),
    toTextArray([]),
  ]);
  expect(rows).toEqual([{ texts: values, none: [] }]);
});

test.each([[[]], [[{ a: '★ « é » 😡 "\\ \n' }]], [[{ a: 1 }, { b: [null, true] }]]])(
  'a list of JSON: %j',
  async (items) => {
    const list = toJsonArray(items.map((item) => Buffer.from(JSON.stringify(item))));
    const { rows } = await pool.query<{ item: unknown }>(
      'SELECT item FROM unnest($1::json[]) WITH ORDINALITY AS l(item, place) ORDER BY place',
      [list],
    );
    expect(rows.map(({ item }) => item)).toEqual(items);
  },
);

test('what is no JSON is refused whole', async () => {
  const list = toJsonArray([Buffer.from('{}'), Buffer.from('{"a":')]);
  await expect(pool.query('SELECT $1::json[]', [list])).rejects.toMatchObject({ code: '22P02' });
});
