/** What the activity shows, as its address says it. Addresses are typed, shared and cut short: what makes no sense is left out. */
export const directions = ['out', 'in'] as const;
export type Direction = (typeof directions)[number];
/** `open` is what still has to happen; `trouble` what needed more than one try and is not done. */
export const activityStates = ['open', 'trouble', 'done'] as const;
export type ActivityFilter = (typeof activityStates)[number];

export type ActivitySearch = {
  direction: Direction | null;
  state: ActivityFilter | null;
  /** Part of an order reference, or a whole ticket number. */
  q: string;
  cursor: string | null;
};

type RawSearch = Record<string, string | string[] | undefined>;
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value) ?? '';
const pick = <V extends string>(known: readonly V[], value: string): V | null =>
  known.find((item) => item === value) ?? null;

export function parseActivitySearch(raw: RawSearch): ActivitySearch {
  return {
    direction: pick(directions, one(raw.direction)),
    state: pick(activityStates, one(raw.state)),
    q: one(raw.q)
      .replace(/[\0\p{Surrogate}]/gu, '')
      .trim()
      .slice(0, 100),
    cursor: one(raw.cursor) || null,
  };
}

/** The query for a search; what is not asked for is not in it. */
export function toActivityQuery({ direction, state, q, cursor }: Partial<ActivitySearch>): string {
  const query = new URLSearchParams();
  if (direction) query.set('direction', direction);
  if (state) query.set('state', state);
  if (q) query.set('q', q);
  if (cursor) query.set('cursor', cursor);
  const text = query.toString();
  return text && `?${text}`;
}
