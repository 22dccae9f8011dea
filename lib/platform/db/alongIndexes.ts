import { onClient } from '@/lib/platform/db/onClient';

const settings = [
  'enable_seqscan = off',
  'enable_bitmapscan = off',
  'enable_hashjoin = off',
  'enable_mergejoin = off',
  'enable_sort = off',
  'jit = off',
];
const begin = ['BEGIN READ ONLY', ...settings.map((setting) => `SET LOCAL ${setting}`)].join('; ');

/**
 * A query that asks for a first row of many owners in one go, each in the order of an index. Left to itself, PostgreSQL reads a table, or
 * all of an index, for each of them, once the statistics show it as empty or as one owner's.
 */
export async function alongIndexes<Row extends object>(text: string, values: unknown[]): Promise<Row[]> {
  const { rows } = await onClient((client) => client.query<Row>(text, values), begin);
  return rows;
}
