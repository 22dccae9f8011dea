import { expect, test } from 'vitest';
import { parseLegacyRows } from '@/lib/health/legacyImport';

const one = '0f0e0d0c-0b0a-4908-8706-050403020100';
const two = '1f0e0d0c-0b0a-4908-8706-050403020100';

test.each([
  ['commas', `idWebsite,idCustomField,idTrigger\n${one},360001,360002\n`],
  [
    'semicolons, quotes and a byte order mark',
    `\ufeff"idWebsite";"idCustomField";"idTrigger"\r\n"${one}";"360001";"360002"\r\n`,
  ],
  ['other columns in another order', `id,idTrigger,idWebsite,idCustomField\n9,360002,${one},360001`],
  ['no heading', `${one.toUpperCase()}\t360001\t360002`],
])('%s are understood', (_name, csv) => {
  expect(parseLegacyRows(csv)).toEqual({
    rows: [
      { line: expect.any(Number) as number, websiteId: one, idCustomField: '360001', idTrigger: '360002' },
    ],
    skipped: [],
  });
});

test('what cannot be used is named by its line and reason', () => {
  const lines = [
    'idWebsite,idCustomField,idTrigger',
    `${one},360001,NULL`,
    `${two},,`,
    'not-a-website,1,2',
    `${two},1e9,2`,
    `${one},5,6`,
  ];
  expect(parseLegacyRows(lines.join('\n'))).toEqual({
    rows: [{ line: 2, websiteId: one, idCustomField: '360001', idTrigger: null }],
    skipped: [
      { line: 3, reason: 'ids_missing' },
      { line: 4, reason: 'website_unreadable' },
      { line: 5, reason: 'ids_unreadable' },
      { line: 6, reason: 'repeated' },
    ],
  });
});

test('lines are counted as an editor counts them, and an unclosed quotation mark costs its own only', () => {
  const lines = [
    'sep=;',
    'idWebsite;note;idCustomField;idTrigger',
    '',
    `${one};"two\r\nlines";360001;360002`,
    `"${two};;5;6`,
    'not-a-website;;1;2',
    `${two};;7;8`,
  ];
  expect(parseLegacyRows(lines.join('\r\n'))).toEqual({
    rows: [
      { line: 4, websiteId: one, idCustomField: '360001', idTrigger: '360002' },
      { line: 8, websiteId: two, idCustomField: '7', idTrigger: '8' },
    ],
    skipped: [
      { line: 6, reason: 'quote_unclosed' },
      { line: 7, reason: 'website_unreadable' },
    ],
  });
});

test('an empty file has nothing in it', () => {
  expect(parseLegacyRows('')).toEqual({ rows: [], skipped: [] });
});
