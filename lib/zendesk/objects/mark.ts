/** How we know our own objects in a merchant's account again, after a lost answer or a killed run. Pure. */

const prefix = 'verified-reviews:';
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const markPattern = new RegExp(`${prefix}(${uuid})(?![0-9a-f-])`, 'i');

/** Every ticket we make carries it; the website's own tag keeps several websites of one account apart. */
export const productTag = 'verified_reviews';

/** The last twelve digits: those of a random or time-ordered UUID that never repeat. */
export function siteTag(websiteId: string): string {
  return `vr_site_${websiteId.replaceAll('-', '').slice(-12).toLowerCase()}`;
}

/** Goes into the description of each object. */
export function markOf(websiteId: string): string {
  return `${prefix}${websiteId.toLowerCase()}`;
}

/** @returns the website named by the first mark in any of the texts, or null. */
export function findMark(...texts: (string | null | undefined)[]): string | null {
  for (const text of texts) {
    const websiteId = markPattern.exec(text ?? '')?.[1];
    if (websiteId) return websiteId.toLowerCase();
  }
  return null;
}

export type ObjectChange = {
  object: 'field' | 'webhook' | 'trigger' | 'category' | 'notification' | 'form';
  /** `adopted`: made by an earlier run whose answer was lost. */
  action: 'created' | 'adopted' | 'repaired';
  id: string;
  title: string;
  /** What was different before, by name of the part. */
  differences: string[];
};

/** By id first, then by mark, the oldest of several; an object marked for another website is never taken. */
export function findOwn<T extends { id: string | number }>(
  rows: T[],
  options: {
    websiteId: string;
    knownId?: string | number | null;
    texts: (row: T) => (string | null | undefined)[];
  },
): { row: T; how: 'id' | 'mark' } | null {
  const websiteId = options.websiteId.toLowerCase();
  const ownerOf = (row: T) => findMark(...options.texts(row));
  const known = rows.find((row) => options.knownId != null && String(row.id) === String(options.knownId));
  if (known && [null, websiteId].includes(ownerOf(known))) return { row: known, how: 'id' };
  const marked = rows.filter((row) => ownerOf(row) === websiteId).sort(byId)[0];
  return marked ? { row: marked, how: 'mark' } : null;
}

/** Ids grow with time, numbers and ULIDs alike. */
function byId(one: { id: string | number }, other: { id: string | number }): number {
  const [a, b] = [String(one.id), String(other.id)];
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
