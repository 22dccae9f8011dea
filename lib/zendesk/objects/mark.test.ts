import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMark, findOwn, markOf, siteTag } from '@/lib/zendesk/objects/mark';

const websiteId = '0192f3a0-1111-7abc-8def-0123456789ab';
const otherId = '0192f3a0-1111-7abc-8def-0123456789ac';

it('reads back the mark it writes, whatever stands around it', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.string(), (id, before) => {
      fc.pre(findMark(before) === null);
      expect(findMark(`${before} ${markOf(id.toUpperCase())}. Do not remove`)).toBe(id);
    }),
  );
  expect(findMark(null, '', `x ${markOf(websiteId)}`)).toBe(websiteId);
  expect(findMark(`${markOf(websiteId)}0`)).toBeNull();
});

it('websites made in the same millisecond have tags of their own', () => {
  expect(siteTag(websiteId)).toBe('vr_site_0123456789ab');
  expect(siteTag(otherId)).not.toBe(siteTag(websiteId));
});

describe('findOwn', () => {
  const rows = [
    { id: 101, text: markOf(otherId) },
    { id: 100, text: markOf(websiteId) },
    { id: 99, text: markOf(websiteId) },
    { id: 7, text: 'of the merchant' },
  ];
  const find = (knownId?: number | string | null) =>
    findOwn(rows, { websiteId, knownId, texts: (row) => [row.text] });

  it('goes by id first, as number or text', () => {
    expect(find(100)).toMatchObject({ row: { id: 100 }, how: 'id' });
    expect(find('7')).toMatchObject({ row: { id: 7 }, how: 'id' });
  });

  it('goes by mark when the id is gone, the oldest of several', () => {
    expect(find(5)).toMatchObject({ row: { id: 99 }, how: 'mark' });
    expect(find(null)).toMatchObject({ row: { id: 99 }, how: 'mark' });
  });

  it("never takes another website's object, not even by id", () => {
    expect(find(101)).toMatchObject({ row: { id: 99 }, how: 'mark' });
    expect(findOwn([rows[0]!], { websiteId, knownId: 101, texts: (row) => [row.text] })).toBeNull();
  });
});
