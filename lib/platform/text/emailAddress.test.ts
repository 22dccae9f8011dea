import { describe, expect, it } from 'vitest';
import { parseEmail } from '@/lib/platform/text/emailAddress';

describe('an address that exists', () => {
  it.each([
    ['pia@xn--e1afmkfd.xn--p1ai', 'pia@xn--e1afmkfd.xn--p1ai'],
    ['rose&paul@client.example', 'rose&paul@client.example'],
    ['x/y@client.example', 'x/y@client.example'],
    ['k=2@client.example', 'k=2@client.example'],
    ['a#b@client.example', 'a#b@client.example'],
    ['nils@bäckerei-ost.example', 'nils@xn--bckerei-ost-l8a.example'],
    ['nils@BA\u0308CKEREI-OST.example', 'nils@xn--bckerei-ost-l8a.example'],
    ['pia@пример.рф', 'pia@xn--e1afmkfd.xn--p1ai'],
    ['пиа@пример.рф', 'пиа@xn--e1afmkfd.xn--p1ai'],
    [' Zoé.Roux@Client.Example\u200b', 'zoé.roux@client.example'],
    ["o'brien+shop{1}@client.example", "o'brien+shop{1}@client.example"],
    ['info@例え.jp', 'info@xn--r8jz45g.jp'],
    ['_@a-b.c1.example', '_@a-b.c1.example'],
  ])('%s is kept as %s', (given, kept) => {
    expect(parseEmail(given)).toBe(kept);
    expect(parseEmail(kept)).toBe(kept);
  });
});

describe('an address that cannot exist', () => {
  it.each([
    '',
    'nobody',
    '@client.example',
    'a@',
    'a@client',
    'a@b@client.example',
    'a b@client.example',
    '.a@client.example',
    'a.@client.example',
    'a..b@client.example',
    'a@client..example',
    'a@-client.example',
    'a@client.example/x',
    'a@client.example:25',
    'a@127.0.0.1',
    'a@[127.0.0.1]',
    'a@client_x.example',
    'a@client%2eexample',
    'a,b@client.example',
    '<a@client.example>',
    `${'a'.repeat(65)}@client.example`,
    `${'é'.repeat(33)}@client.example`,
    `a@${'b'.repeat(64)}.example`,
    `a@${'b.'.repeat(130)}example`,
  ])('"%s" is none', (given) => {
    expect(parseEmail(given)).toBeNull();
  });
});
