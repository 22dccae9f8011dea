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

/** The binary form of `jsonb` begins with its version. */
const beforeList = Buffer.from('\u0001[');
const comma = Buffer.from(',');
const afterList = Buffer.from(']');

/** A `jsonb` array. @param items each as JSON in UTF-8, which is not encoded again. */
export const toJsonbArray = (items: readonly Uint8Array[]): Buffer =>
  Buffer.concat([
    beforeList,
    ...items.flatMap((item, place) => (place === 0 ? item : [comma, item])),
    afterList,
  ]);
