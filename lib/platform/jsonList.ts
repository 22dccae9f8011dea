const before = Buffer.from('[');
const comma = Buffer.from(',');
const after = Buffer.from(']');

/** A JSON array in UTF-8. @param items each as JSON in UTF-8, which is not encoded again. */
export const toJsonList = (items: readonly Uint8Array[]): Buffer =>
  Buffer.concat([before, ...items.flatMap((item, place) => (place === 0 ? item : [comma, item])), after]);
