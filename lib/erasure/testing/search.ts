/** Looks for a word wherever it could have been left: in each column of each table, and in all that an account holds. */
import { pool } from '@/lib/platform/db/client';

/** @returns `table.column` of every place that holds one of the words, in any spelling of case. */
export async function searchDatabase(words: readonly string[]): Promise<string[]> {
  const { rows: columns } = await pool.query<{ schema: string; table: string; column: string; type: string }>(
    `SELECT c.table_schema AS schema, c.table_name AS "table", c.column_name AS "column", c.data_type AS type
     FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema IN ('public', 'archive') AND t.table_type = 'BASE TABLE'`,
  );
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  const found: string[] = [];
  for (const { schema, table, column, type } of columns) {
    // Bytes are read as text too: a name would be legible in them.
    const text = type === 'bytea' ? `encode("${column}", 'escape')` : `"${column}"::text`;
    const { rowCount } = await pool.query(
      `SELECT 1 FROM "${schema}"."${table}" WHERE ${text} ILIKE ANY($1) LIMIT 1`,
      [patterns],
    );
    if (rowCount) found.push(`${table}.${column}`);
  }
  return found;
}

/** @returns what of these answers holds one of the words. */
export function searchText(texts: Record<string, unknown>, words: readonly string[]): string[] {
  return Object.entries(texts)
    .filter(([, value]) => {
      const text = JSON.stringify(value).toLowerCase();
      return words.some((word) => text.includes(word.toLowerCase()));
    })
    .map(([name]) => name);
}
