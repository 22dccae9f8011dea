/** How a public list may be asked for. Pure: the page that states it, the query that obeys it and the page cache share it. */
export const listSorts = ['newest', 'highest', 'lowest'] as const;
export type ListSort = (typeof listSorts)[number];
/** Verified purchases make the figures; what no order proves is listed apart. */
export const listProofs = ['verified', 'other'] as const;
export type ListProof = (typeof listProofs)[number];
export const ratings = [5, 4, 3, 2, 1] as const;

export type ListQuery = {
  sort: ListSort;
  proof: ListProof;
  rating?: number | undefined;
  cursor?: string | undefined;
};

/** Reads an address; what it does not know counts as not asked for, because public links get old and edited. */
export function parseListQuery(query: {
  sort?: string | undefined;
  proof?: string | undefined;
  rating?: string | undefined;
  cursor?: string | undefined;
}): ListQuery {
  return {
    sort: listSorts.find((sort) => sort === query.sort) ?? 'newest',
    proof: listProofs.find((proof) => proof === query.proof) ?? 'verified',
    rating: ratings.find((rating) => String(rating) === query.rating),
    cursor: query.cursor || undefined,
  };
}

/** The parts of an address that ask for this list; what is asked for by default is left out. */
export function toSearch({ sort, proof, rating, cursor }: ListQuery, lang: string): string {
  return new URLSearchParams({
    lang,
    ...(sort === 'newest' ? {} : { sort }),
    ...(proof === 'verified' ? {} : { proof }),
    ...(rating ? { rating: String(rating) } : {}),
    ...(cursor ? { cursor } : {}),
  }).toString();
}
