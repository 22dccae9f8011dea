/** How people write an address or a number one can reach somebody by. */

export const emailPattern =
  /[\p{L}\p{N}._%+-]+\s?(?:@|\(at\)|\[at\]|\(arobase\))\s?[\p{L}\p{N}-]+(?:\s?(?:\.|\(dot\)|\(point\))\s?[\p{L}\p{N}-]+)*\s?(?:\.|\(dot\)|\(point\))\s?\p{L}{2,}/giu;
/** Begins like a number one can dial: +, 00 or 0, then eight to fourteen more digits, with the usual separators. */
export const phonePattern = /(?<![\p{L}\p{N}])(?:\+|00|0)(?:[\s.\-/()]{0,2}\d){8,14}(?![\p{L}\p{N}])/gu;
