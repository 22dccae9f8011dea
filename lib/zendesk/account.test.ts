import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountUrl, parseSubdomain } from '@/lib/zendesk/account';

describe('parseSubdomain', () => {
  it.each([
    ['acme', 'acme'],
    ['ACME ', 'acme'],
    ['  acme-fr\n', 'acme-fr'],
    ['acme.zendesk.com', 'acme'],
    ['Acme.Zendesk.com/', 'acme'],
    ['https://acme.zendesk.com', 'acme'],
    ['https://acme.zendesk.com/agent/…', 'acme'],
    ['https://acme.zendesk.com/agent/tickets/12?x=1#y', 'acme'],
    ['http://acme.zendesk.com/', 'acme'],
    ['https://acme.zendesk.com?brand=1', 'acme'],
  ])('understands %j', (input, subdomain) => {
    expect(parseSubdomain(input)).toBe(subdomain);
  });

  it.each([
    '',
    ' ',
    'a.b',
    'evil.com#',
    'evil.com#.zendesk.com',
    'evil.com/.zendesk.com',
    'evil.com?.zendesk.com',
    'acme.zendesk.com.evil.com',
    'acme.zendesk.comevil',
    'https://evil.com/acme.zendesk.com',
    'https://user:pass@acme.zendesk.com',
    'acme@evil.com',
    'acme.zendesk.com@evil.com',
    'https://acme.zendesk.com:8443/agent',
    'acme:443',
    'https://acme.zendesk.com\\@evil.com',
    '..',
    '../acme',
    'https://acme.zendesk.com/../x',
    'a.b.zendesk.com',
    'www.zendesk.com',
    'аcme',
    'acmé',
    'acme\u200b',
    'ac me',
    'ac\tme',
    'ac\nme.zendesk.com',
    '-acme',
    'acme-',
    'acme_fr',
    'acme%2eevil',
    'ftp://acme.zendesk.com',
    'javascript:acme',
    '{subdomain}',
    'a'.repeat(64),
  ])('refuses %j', (input) => {
    expect(() => parseSubdomain(input)).toThrow(expect.objectContaining({ code: 'subdomain_invalid' }));
  });

  it('never leads to a host outside zendesk.com, whatever is typed', () => {
    const tricks = fc.constantFrom(
      '.',
      '/',
      '\\',
      '@',
      ':',
      '#',
      '?',
      '%',
      ' ',
      '\t',
      '..',
      'evil.com',
      'acme',
      '.zendesk.com',
      'https://',
      'é',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(tricks).map((parts) => parts.join('')),
        ),
        (input) => {
          let subdomain: string;
          try {
            subdomain = parseSubdomain(input);
          } catch {
            return true;
          }
          const url = new URL(`${accountUrl('https://{subdomain}.zendesk.com', subdomain)}/api/v2/users/me`);
          return (
            url.host === `${subdomain}.zendesk.com` &&
            url.username === '' &&
            /^[a-z0-9-]{1,63}$/.test(subdomain)
          );
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('gives its own result for its own result', () => {
    const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/).filter((text) => text !== 'www');
    fc.assert(
      fc.property(
        label,
        (text) => parseSubdomain(parseSubdomain(`https://${text.toUpperCase()}.zendesk.com/x`)) === text,
      ),
    );
  });
});

describe('accountUrl', () => {
  it('puts the subdomain into the template', () => {
    expect(accountUrl('https://{subdomain}.zendesk.com', 'acme')).toBe('https://acme.zendesk.com');
    expect(accountUrl('http://127.0.0.1:4000/{subdomain}/', 'acme')).toBe('http://127.0.0.1:4000/acme');
  });

  it('refuses a subdomain that was not parsed', () => {
    expect(() => accountUrl('https://{subdomain}.zendesk.com', 'evil.com/')).toThrow();
  });
});
