/** Values of statements that carry hundreds of rows, written directly: the driver would look through and escape each of them. */

const needsNoQuotes = /^[\w-]+$/;

/**
 * A PostgreSQL array of what needs no quotes.
 * @param values UUIDs, whole numbers, truth values, or words of letters and underscores.
 * @throws TypeError for any other text.
 */
export function toPlainArray(values: readonly (string | number | boolean | null)[]): string {
  const items = values.map((value) => {
    if (typeof value === 'string' && !needsNoQuotes.test(value))
      throw new TypeError('A plain array holds plain words.');
    return value ?? 'NULL';
  });
  return `{${items.join(',')}}`;
}

const needsEscape = /["\\]/g;

/** A PostgreSQL array of any texts. */
export function toTextArray(values: readonly (string | null)[]): string {
  const items = values.map((value) =>
    value === null ? 'NULL' : `"${value.replace(needsEscape, String.raw`\$&`)}"`,
  );
  return `{${items.join(',')}}`;
}

const jsonOid = 114;

/**
 * A PostgreSQL array of type `json[]`, in the binary form of arrays: dimensions, whether there are nulls, the type; then length and first
 * index; then each value behind its size. PostgreSQL checks each value, but need not take it apart as it would for `jsonb`.
 * @param items each as JSON in UTF-8, which is neither encoded again nor escaped.
 */
export function toJsonArray(items: readonly Uint8Array[]): Buffer {
  const head = items.length === 0 ? [0, 0, jsonOid] : [1, 0, jsonOid, items.length, 1];
  const bytes = items.reduce((sum, item) => sum + 4 + item.length, 4 * head.length);
  const list = Buffer.allocUnsafe(bytes);
  let end = 0;
  for (const value of head) end = list.writeInt32BE(value, end);
  for (const item of items) {
    end = list.writeInt32BE(item.length, end);
    list.set(item, end);
    end += item.length;
  }
  return list;
}
