/** JSON of strangers. Only what nests no deeper than any of our shapes is parsed: everything behind may then recurse safely. */
import { AppError } from '@/lib/platform/errors';

const maxDepth = 32;

/** Where the string that begins at `from` ends; long strings (files in base64) are jumped over, not read sign by sign. */
function stringEnd(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') at = stringEnd(text, at);
    else if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') depth -= 1;
    if (depth > maxDepth) return true;
  }
  return false;
}

/** @throws AppError `malformed`. */
export function parseJson(text: string): unknown {
  if (isTooDeep(text))
    throw new AppError('malformed', { detail: `The JSON nests deeper than ${maxDepth} levels.` });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('malformed', { detail: 'This is not valid JSON.', cause });
  }
}
