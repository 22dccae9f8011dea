import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findWidgetKey } from '@/lib/websites/widgetKey';

const key = '12345678-1234-4abc-8def-1234567890ab';
const other = 'ffffffff-1234-4abc-8def-1234567890ab';

describe('findWidgetKey', () => {
  test.each([
    ['the bare key', key],
    ['capitals and spaces', `  ${key.toUpperCase()}\n`],
    ['the address of the script', `https://static.zdassets.com/ekr/snippet.js?key=${key}`],
    [
      'the whole snippet',
      `<!-- Start -->\n<script id="ze-snippet" src="https://static.zdassets.com/ekr/snippet.js?key=${key}"> </script>`,
    ],
    [
      'a snippet beside another id',
      `<!-- ${other} --><script src="https://static.zdassets.com/ekr/snippet.js?key=${key}&x=1"></script>`,
    ],
  ])('understands %s', (_what, text) => {
    expect(findWidgetKey(text)).toBe(key);
  });

  test.each([
    ['nothing', ''],
    ['another text', 'clé de compte'],
    ['a key that is too long', `${key}0`],
    ['a key that is cut', key.slice(0, -1)],
    ['two keys, of which either could be meant', `${key} ${other}`],
  ])('finds none in %s', (_what, text) => {
    expect(findWidgetKey(text)).toBeNull();
  });

  test('finds any UUID inside a snippet', () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        expect(
          findWidgetKey(`<script src="https://static.zdassets.com/ekr/snippet.js?key=${uuid}"></script>`),
        ).toBe(uuid.toLowerCase());
      }),
    );
  });
});
