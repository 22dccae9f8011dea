/** Values of statements that carry hundreds of rows, written directly: the driver would look through and escape each of them. */
import { toJsonList } from '@/lib/platform/jsonList';

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
const version = Buffer.of(1);

/** A `jsonb` array. @param items each as JSON in UTF-8. */
export const toJsonbArray = (items: readonly Uint8Array[]): Buffer =>
  Buffer.concat([version, toJsonList(items)]);
