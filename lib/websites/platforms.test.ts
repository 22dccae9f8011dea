import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePlatform, platformCodes, platforms } from '@/lib/websites/platforms';

describe('platforms', () => {
  it('are sixteen, each with a domain of its own and a time zone that exists', () => {
    expect(platformCodes).toHaveLength(16);
    expect(new Set(platformCodes.map((code) => platforms[code].domain)).size).toBe(16);
    for (const code of platformCodes) {
      expect(
        new Intl.DateTimeFormat('en', { timeZone: platforms[code].timeZone }).resolvedOptions().timeZone,
      ).toBeTruthy();
    }
  });

  it('are recognised with or without scheme, www, path, trailing slash, spaces, in any case', () => {
    const scheme = fc.constantFrom('', 'http://', 'https://', 'HTTPS://');
    const www = fc.constantFrom('', 'www.', 'WWW.');
    const end = fc.constantFrom('', '/', '/index.php?x=1', '#top', ':443/');
    const pad = fc.constantFrom('', ' ', '  ');
    fc.assert(
      fc.property(fc.constantFrom(...platformCodes), scheme, www, end, pad, (code, a, b, c, space) => {
        expect(parsePlatform(`${space}${a}${b}${platforms[code].domain}${c}${space}`)).toBe(code);
      }),
    );
  });

  it('are not guessed from look-alikes', () => {
    const others = [
      '',
      'avis-verifies.com.evil.example',
      'evil-avis-verifies.com',
      'avis-verifies.fr',
      'https://user@avis-verifies.com',
      'avis verifies.com',
      'www.',
    ];
    for (const other of others) expect(parsePlatform(other)).toBeNull();
  });
});
