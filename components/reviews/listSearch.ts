/** What the list of reviews shows, as its address says it. Addresses are typed, shared and cut short: what makes no sense is left out. */

export const listStatuses = [
  'in_moderation',
  'reported',
  'pending',
  'published',
  'refused',
  'withdrawn',
] as const;
export type ListStatus = (typeof listStatuses)[number];
export const listTypes = ['brand', 'product'] as const;
export type ListType = (typeof listTypes)[number];
export const ratings = [1, 2, 3, 4, 5] as const;

export type ListSearch = {
  status: ListStatus | null;
  type: ListType | null;
  /** Empty for all. */
  ratings: number[];
  q: string;
  cursor: string | null;
};

export type RawSearch = Record<string, string | string[] | undefined>;

const textMax = 200;
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value) ?? '';
const pick = <V extends string>(known: readonly V[], value: string): V | null =>
  known.find((item) => item === value) ?? null;

/** Reads the query; a rating may be repeated (`rating=1&rating=2`, as a form sends it) or joined by commas. */
export function parseListSearch(raw: RawSearch): ListSearch {
  const asked = [raw.rating ?? []].flat().flatMap((value) => value.split(','));
  return {
    status: pick(listStatuses, one(raw.status)),
    type: pick(listTypes, one(raw.type)),
    ratings: ratings.filter((rating) => asked.includes(String(rating))),
    // Half a surrogate pair or a null character cannot be searched for: the database would refuse the query.
    q: one(raw.q)
      .replace(/[\0\p{Surrogate}]/gu, '')
      .trim()
      .slice(0, textMax),
    cursor: one(raw.cursor) || null,
  };
}

/** The address of the list for a search; what is not asked for is not in it. */
export function toListHref(search: Partial<ListSearch>): string {
  const query = new URLSearchParams();
  if (search.status) query.set('status', search.status);
  if (search.type) query.set('type', search.type);
  for (const rating of search.ratings ?? []) query.append('rating', String(rating));
  if (search.q) query.set('q', search.q);
  if (search.cursor) query.set('cursor', search.cursor);
  const text = query.toString();
  return text ? `/reviews?${text}` : '/reviews';
}

/** Whether anything narrows the list; a place in it does not. */
export function isFiltered(search: ListSearch): boolean {
  return toListHref({ ...search, cursor: null }) !== '/reviews';
}
