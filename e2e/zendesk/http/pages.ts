import type { PracticeContext } from './context';
import { ApiError, invalidAttribute } from './errors';

const MAX_SIZE = 100;

function toSize(text: string | undefined): number {
  if (text === undefined) return MAX_SIZE;
  const size = Number(text);
  if (!Number.isInteger(size) || size < 1) {
    throw invalidAttribute('page[size]', 'It must be an integer between 1 and 100.');
  }
  return Math.min(size, MAX_SIZE);
}

const encode = (value: string) => Buffer.from(value).toString('base64url');
const decode = (value: string) => Buffer.from(value, 'base64url').toString('utf8');

function withQuery(address: string, changes: Record<string, string | null>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return url.toString();
}

/**
 * One cursor page. `links.next` stays non-null on the last page, as recorded: only `has_more` says when to stop.
 * @param rows the whole list in its order; `id` is what cursors point at
 * @param address the absolute address of this list
 */
export function cursorPage<T extends { id: string | number }>(
  c: PracticeContext,
  rows: T[],
  address: string,
) {
  const query = c.req.query();
  const size = toSize(query['page[size]']);
  const after = query['page[after]'];
  const before = query['page[before]'];
  let start = 0;
  if (after !== undefined) {
    const at = rows.findIndex((row) => String(row.id) === decode(after));
    if (at < 0) throw invalidCursor();
    start = at + 1;
  } else if (before !== undefined) {
    const at = rows.findIndex((row) => String(row.id) === decode(before));
    if (at < 0) throw invalidCursor();
    start = Math.max(0, at - size);
  }
  const items = rows.slice(start, start + size);
  const first = items[0];
  const last = items.at(-1);
  const afterCursor = last ? encode(String(last.id)) : (after ?? null);
  const beforeCursor = first ? encode(String(first.id)) : null;
  return {
    items,
    meta: { has_more: start + size < rows.length, after_cursor: afterCursor, before_cursor: beforeCursor },
    links: {
      prev: beforeCursor && withQuery(address, { 'page[before]': beforeCursor, 'page[after]': null }),
      next: afterCursor && withQuery(address, { 'page[after]': afterCursor, 'page[before]': null }),
    },
  };
}

/** The code is the documented one; the status is not, so the plain 400 of other bad parameters is used. */
function invalidCursor(): ApiError {
  return new ApiError(400, {
    errors: [{ code: 'InvalidPaginationParameter', title: 'page[after] is not valid' }],
  });
}

/** Whether the caller asked for cursor pages. */
export function wantsCursor(c: PracticeContext): boolean {
  return Object.keys(c.req.query()).some((name) => name.startsWith('page['));
}

/**
 * One offset page.
 * @throws ApiError 400 beyond 10 000 rows
 */
export function offsetPage<T>(c: PracticeContext, rows: T[], address: string) {
  const page = Math.max(1, Number(c.req.query('page') ?? '1') || 1);
  const size = toSize(c.req.query('per_page'));
  if ((page - 1) * size >= 10_000) throw invalidAttribute('page', 'Pages end at 10000 records.');
  const pageAddress = (n: number) => withQuery(address, { page: String(n), per_page: String(size) });
  return {
    items: rows.slice((page - 1) * size, page * size),
    count: rows.length,
    next_page: page * size < rows.length ? pageAddress(page + 1) : null,
    previous_page: page > 1 ? pageAddress(page - 1) : null,
  };
}
