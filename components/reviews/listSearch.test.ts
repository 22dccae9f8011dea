import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isFiltered,
  parseListSearch,
  toListHref,
  listStatuses,
  listTypes,
  ratings,
  type ListSearch,
} from '@/components/reviews/listSearch';

const search: fc.Arbitrary<ListSearch> = fc.record({
  status: fc.constantFrom(null, ...listStatuses),
  type: fc.constantFrom(null, ...listTypes),
  ratings: fc.subarray([...ratings]),
  q: fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => text.replaceAll('\0', '').trim()),
  cursor: fc.constantFrom(null, 'MjAyNi0xMS0yMFQx'),
});

function parseHref(href: string): ListSearch {
  const query = new URL(href, 'http://local').searchParams;
  return parseListSearch(Object.fromEntries([...query.keys()].map((key) => [key, query.getAll(key)])));
}

describe('the address of the list', () => {
  it('says everything a search is made of', () => {
    fc.assert(
      fc.property(search, (wanted) => {
        expect(parseHref(toListHref(wanted))).toEqual(wanted);
      }),
    );
  });

  it('leaves out what makes no sense instead of failing', () => {
    const parsed = parseListSearch({
      status: 'burnt',
      type: ['product', 'brand'],
      rating: '4,9,x,2',
      q: '  \0retard\ud800 ',
    });
    expect(parsed).toEqual({ status: null, type: 'product', ratings: [2, 4], q: 'retard', cursor: null });
  });

  it('counts a place in the list as no filter', () => {
    expect(isFiltered(parseListSearch({ cursor: 'abc' }))).toBe(false);
    expect(isFiltered(parseListSearch({ q: 'retard' }))).toBe(true);
  });
});
