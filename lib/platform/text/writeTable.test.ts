import fc from 'fast-check';
import { expect, test } from 'vitest';
import { delimiterOf, unguardCell, writeTable } from '@/lib/platform/text/writeTable';
import { readTable } from '@/lib/platform/text/readTable';

test.each([
  '=1+1',
  '=HYPERLINK("https://x.example";"a")\nsecond line',
  '@SUM(A1)\r\nsecond line',
  '+33 1 23',
  '-2+3',
  '\t=1',
  '\n=1',
  ' =1',
  '＝1+1',
  "'=1",
])('%j is written as text', (cell) => {
  const [, row = ''] = writeTable(['a'], [[cell]], ';').split('\r\n');
  expect(row.replace(/^"/, '')).toMatch(/^'/);
});

test('a file has a mark, CRLF, and numbers and separators as the language writes them', () => {
  const row = ['Łódź; "ul"', 2.25, -1.5, 3, null, new Date('2026-02-02T10:00:00Z')];
  expect(writeTable(['é', 'b', 'c', 'd', 'e', 'f'], [row], delimiterOf('fr'))).toBe(
    '\ufeffé;b;c;d;e;f\r\n"Łódź; ""ul""";2,25;-1,5;3;;2026-02-02T10:00:00.000Z\r\n',
  );
  expect(writeTable(['a', 'b'], [[2.25, -1]], delimiterOf('en'))).toBe('\ufeffa,b\r\n2.25,-1\r\n');
});

test('what is written is read back the same', () => {
  const cell = fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replace(/\r\n?/g, '\n'));
  const filled = cell.map((text) => `${text}x`);
  const table = fc.array(fc.tuple(filled, cell), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(table, fc.constantFrom(',' as const, ';' as const), (rows, delimiter) => {
      const text = `sep=${delimiter}\r\n${writeTable(['a', 'b'], rows, delimiter).slice(1)}`;
      const read = readTable(text, () => 0).rows.slice(1);
      expect(read.map(({ cells }) => cells.map(unguardCell))).toEqual(rows);
    }),
  );
});
